/* SPDX-License-Identifier: MIT */
/*
 * linux/input.h - keyboards and the like, and who wants to know what they do
 *
 * drivers/input/input.c tells how.
 *
 * Left out: /dev/input, repeated keys made by software, axes with ranges, multi-touch, force
 * feedback, key maps that programs change, polled devices.
 */
#ifndef LINUX_INPUT_H
#define LINUX_INPUT_H

#include <linux/bitmap.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock_types.h>
#include <linux/types.h>

#include <uapi/linux/input-event-codes.h>

#define BUS_PCI		0x01
#define BUS_USB		0x03
#define BUS_VIRTUAL	0x06
#define BUS_ISA		0x10
#define BUS_I8042	0x11
#define BUS_HOST	0x19

struct input_id {
	__u16 bustype;
	__u16 vendor;
	__u16 product;
	__u16 version;
};

/* A row of the table of a handler: a device matches that is all the flags ask for. */
#define INPUT_DEVICE_ID_MATCH_BUS	1
#define INPUT_DEVICE_ID_MATCH_VENDOR	2
#define INPUT_DEVICE_ID_MATCH_PRODUCT	4
#define INPUT_DEVICE_ID_MATCH_VERSION	8
#define INPUT_DEVICE_ID_MATCH_EVBIT	0x0010
#define INPUT_DEVICE_ID_MATCH_KEYBIT	0x0020

struct input_device_id {
	unsigned long flags;
	__u16 bustype;
	__u16 vendor;
	__u16 product;
	__u16 version;
	unsigned long evbit[BITS_TO_LONGS(EV_CNT)];
	unsigned long keybit[BITS_TO_LONGS(KEY_CNT)];
	unsigned long driver_info;
};

struct input_handle;

/* I: constant once it is registered. */
struct input_dev {
	const char *name;		/* I */
	const char *phys;		/* I */
	const char *uniq;		/* I */
	struct input_id id;		/* I */

	unsigned long evbit[BITS_TO_LONGS(EV_CNT)];	/* I: what it can send */
	unsigned long keybit[BITS_TO_LONGS(KEY_CNT)];	/* I */
	unsigned long relbit[BITS_TO_LONGS(REL_CNT)];	/* I */
	unsigned long absbit[BITS_TO_LONGS(ABS_CNT)];	/* I */
	unsigned long ledbit[BITS_TO_LONGS(LED_CNT)];	/* I */

	unsigned long key[BITS_TO_LONGS(KEY_CNT)];	/* event_lock: keys that are down */
	unsigned long led[BITS_TO_LONGS(LED_CNT)];	/* event_lock: lamps that are on */

	int (*open)(struct input_dev *dev);	/* the first handler comes; may be NULL */
	void (*close)(struct input_dev *dev);	/* the last has gone */
	int (*event)(struct input_dev *dev, unsigned int type, unsigned int code, int value);

	spinlock_t event_lock;		/* taken with interrupts off */
	struct mutex mutex;
	unsigned int users;		/* mutex: handles that are open */
	bool going_away;		/* mutex */
	struct device dev;
	struct list_head h_list;	/* input_mutex to write, RCU to read: its handles */
	struct list_head node;		/* input_mutex */
};

#define to_input_dev(d)	container_of(d, struct input_dev, dev)

/* Somebody who wants events.  event() is called with event_lock, interrupts off. */
struct input_handler {
	void *private;
	void (*event)(struct input_handle *handle, unsigned int type, unsigned int code,
		      int value);
	bool (*filter)(struct input_handle *handle, unsigned int type, unsigned int code,
		       int value);	/* true: nobody else gets it */
	bool (*match)(struct input_handler *handler, struct input_dev *dev);
	int (*connect)(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id);
	void (*disconnect)(struct input_handle *handle);
	const char *name;
	const struct input_device_id *id_table;

	struct list_head h_list;	/* input_mutex: its handles */
	struct list_head node;		/* input_mutex */
};

/* Between a device and a handler; made by connect(), freed after disconnect(). */
struct input_handle {
	void *private;
	int open;			/* dev->mutex */
	const char *name;
	struct input_dev *dev;		/* I */
	struct input_handler *handler;	/* I */
	struct list_head d_node;	/* of the device */
	struct list_head h_node;	/* of the handler */
};

/* ---- devices: process context, may sleep ------------------------------------------------ */

struct input_dev __must_check *input_allocate_device(void);
struct input_dev __must_check *devm_input_allocate_device(struct device *dev);
void input_free_device(struct input_dev *dev);	/* one that was not registered */
int __must_check input_register_device(struct input_dev *dev);
void input_unregister_device(struct input_dev *dev);
void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code);

static inline struct input_dev *input_get_device(struct input_dev *dev)
{
	return dev ? to_input_dev(get_device(&dev->dev)) : NULL;
}

static inline void input_put_device(struct input_dev *dev)
{
	if (dev)
		put_device(&dev->dev);
}

static inline void *input_get_drvdata(struct input_dev *dev)
{
	return dev_get_drvdata(&dev->dev);
}

static inline void input_set_drvdata(struct input_dev *dev, void *data)
{
	dev_set_drvdata(&dev->dev, data);
}

/* ---- events: any context but NMI ----------------------------------------------------------- */

void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value);
/* From a handler, not in its event(): to lamps, say. */
void input_inject_event(struct input_handle *handle, unsigned int type, unsigned int code,
			int value);

static inline void input_report_key(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_KEY, code, !!value);
}

static inline void input_report_rel(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_REL, code, value);
}

static inline void input_report_abs(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_ABS, code, value);
}

static inline void input_sync(struct input_dev *dev)
{
	input_event(dev, EV_SYN, SYN_REPORT, 0);
}

/* ---- handlers: process context, may sleep -------------------------------------------------- */

int __must_check input_register_handler(struct input_handler *handler);
void input_unregister_handler(struct input_handler *handler);
int input_register_handle(struct input_handle *handle);		/* in connect() */
void input_unregister_handle(struct input_handle *handle);	/* in disconnect() */
/* Any context but NMI; until fn returns something other than 0. */
int input_handler_for_each_handle(struct input_handler *handler, void *data,
				  int (*fn)(struct input_handle *handle, void *data));
int input_open_device(struct input_handle *handle);
void input_close_device(struct input_handle *handle);

#endif /* LINUX_INPUT_H */
