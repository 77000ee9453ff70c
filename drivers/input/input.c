// SPDX-License-Identifier: MIT
/*
 * drivers/input/input.c - keyboards and the like, and who wants to know what they do
 *
 * What it is for
 *
 *   A driver knows its device, not who listens: the terminal, a game, a course's module
 *   that logs keys.  It reports events, (type, code, value); handlers get those of the
 *   devices they are connected to.
 *
 *       driver     input_report_key(dev, KEY_A, 1); input_sync(dev)
 *         dev      is it news?  Note that the key is down
 *         handles  a filter may keep it; then each handler's event()
 *
 *   Connecting is the handler's affair: connect() makes a handle, registers and opens it.
 *   It is called for each device that matches, whichever of the two comes later.
 *
 * Context: input_event() any but NMI; the rest process, may sleep.
 *
 * Locking: input_mutex for the lists of devices and handlers, and of handles to write; events
 * find handles under RCU.  dev->event_lock for the state, held over event(): so events
 * of a device come one by one.  dev->mutex for opening.
 *
 * Compared with Linux: an event goes to the handlers at once, not with the EV_SYN that
 * ends its packet.
 */

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_MUTEX(input_mutex);
static LIST_HEAD(input_dev_list);	/* input_mutex */
static LIST_HEAD(input_handler_list);	/* input_mutex */
static DEFINE_IDA(input_ida);
static struct class *input_class;	/* I: or NULL: there was no memory */

/* ---- events ------------------------------------------------------------------------------ */

static bool can_send(const unsigned long *bits, unsigned int code, unsigned int count)
{
	return code < count && test_bit(code, bits);
}

/* Note the new state.  False: it is none. */
static bool key_is_news(struct input_dev *dev, unsigned int code, int value)
{
	if (!can_send(dev->keybit, code, KEY_CNT))
		return false;
	if (value == 2)			/* held */
		return test_bit(code, dev->key);
	if (test_bit(code, dev->key) == !!value)
		return false;
	__change_bit(code, dev->key);
	return true;
}

static bool lamp_is_news(struct input_dev *dev, unsigned int code, int value)
{
	if (!can_send(dev->ledbit, code, LED_CNT) || test_bit(code, dev->led) == !!value)
		return false;
	__change_bit(code, dev->led);
	return true;
}

static bool is_news(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	switch (type) {
	case EV_SYN:
	case EV_MSC:
		return true;
	case EV_KEY:
		return key_is_news(dev, code, value);
	case EV_REL:
		return can_send(dev->relbit, code, REL_CNT) && value;
	case EV_ABS:
		return can_send(dev->absbit, code, ABS_CNT);
	case EV_LED:
		return lamp_is_news(dev, code, value);
	}
	return false;
}

/* Filters first, since they stand first in the list. */
static void pass_to_handles(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	struct input_handle *handle;

	rcu_read_lock();
	list_for_each_entry_rcu(handle, &dev->h_list, d_node) {
		if (!READ_ONCE(handle->open))
			continue;
		if (handle->handler->filter) {
			if (handle->handler->filter(handle, type, code, value))
				break;
		} else if (handle->handler->event) {
			handle->handler->event(handle, type, code, value);
		}
	}
	rcu_read_unlock();
}

static void handle_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	lockdep_assert_held(&dev->event_lock);
	if (!is_news(dev, type, code, value))
		return;
	if (type == EV_LED && dev->event)
		dev->event(dev, type, code, value);
	pass_to_handles(dev, type, code, value);
}

/**
 * input_event - report what a device did
 * Context: any but NMI.  Before registration nothing happens.
 */
void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	unsigned long flags;

	if (type >= EV_CNT || (type && !test_bit(type, dev->evbit)))
		return;
	spin_lock_irqsave(&dev->event_lock, flags);
	handle_event(dev, type, code, value);
	spin_unlock_irqrestore(&dev->event_lock, flags);
}
EXPORT_SYMBOL(input_event);

void input_inject_event(struct input_handle *handle, unsigned int type, unsigned int code,
			int value)
{
	if (READ_ONCE(handle->open))
		input_event(handle->dev, type, code, value);
}
EXPORT_SYMBOL(input_inject_event);

/* ---- handles ----------------------------------------------------------------------------- */

int input_register_handle(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;

	lockdep_assert_held(&input_mutex);
	if (handle->handler->filter)
		list_add_rcu(&handle->d_node, &dev->h_list);
	else
		list_add_tail_rcu(&handle->d_node, &dev->h_list);
	list_add_tail_rcu(&handle->h_node, &handle->handler->h_list);
	return 0;
}
EXPORT_SYMBOL(input_register_handle);

/* event() does not run any more when this returns. */
void input_unregister_handle(struct input_handle *handle)
{
	lockdep_assert_held(&input_mutex);
	list_del_rcu(&handle->h_node);
	list_del_rcu(&handle->d_node);
	synchronize_rcu();
}
EXPORT_SYMBOL(input_unregister_handle);

int input_handler_for_each_handle(struct input_handler *handler, void *data,
				  int (*fn)(struct input_handle *handle, void *data))
{
	struct input_handle *handle;
	int ret = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(handle, &handler->h_list, h_node) {
		ret = fn(handle, data);
		if (ret)
			break;
	}
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL(input_handler_for_each_handle);

/* 0, -ENODEV when it is going, or what the driver's open() says. */
int input_open_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;
	int err = 0;

	mutex_lock(&dev->mutex);
	if (dev->going_away)
		err = -ENODEV;
	else if (!dev->users && dev->open)
		err = dev->open(dev);
	if (!err) {
		dev->users++;
		WRITE_ONCE(handle->open, handle->open + 1);
	}
	mutex_unlock(&dev->mutex);
	return err;
}
EXPORT_SYMBOL(input_open_device);

void input_close_device(struct input_handle *handle)
{
	struct input_dev *dev = handle->dev;

	mutex_lock(&dev->mutex);
	if (!--dev->users && dev->close)
		dev->close(dev);
	WRITE_ONCE(handle->open, handle->open - 1);
	mutex_unlock(&dev->mutex);
	synchronize_rcu();
}
EXPORT_SYMBOL(input_close_device);

/* ---- who fits whom ----------------------------------------------------------------------- */

static bool row_matches(const struct input_device_id *row, const struct input_dev *dev)
{
	unsigned long flags = row->flags;

	if ((flags & INPUT_DEVICE_ID_MATCH_BUS) && row->bustype != dev->id.bustype)
		return false;
	if ((flags & INPUT_DEVICE_ID_MATCH_VENDOR) && row->vendor != dev->id.vendor)
		return false;
	if ((flags & INPUT_DEVICE_ID_MATCH_PRODUCT) && row->product != dev->id.product)
		return false;
	if ((flags & INPUT_DEVICE_ID_MATCH_VERSION) && row->version != dev->id.version)
		return false;
	return bitmap_subset(row->evbit, dev->evbit, EV_CNT) &&
	       bitmap_subset(row->keybit, dev->keybit, KEY_CNT);
}

static const struct input_device_id *match(struct input_handler *handler, struct input_dev *dev)
{
	const struct input_device_id *row;

	for (row = handler->id_table; row->flags || row->driver_info; row++)
		if (row_matches(row, dev) && (!handler->match || handler->match(handler, dev)))
			return row;
	return NULL;
}

static void attach(struct input_dev *dev, struct input_handler *handler)
{
	const struct input_device_id *id = match(handler, dev);
	int err = id ? handler->connect(handler, dev, id) : -ENODEV;

	lockdep_assert_held(&input_mutex);
	if (err && err != -ENODEV)
		pr_err("input: failed to attach handler %s to device %s, error: %d\n",
		       handler->name, dev_name(&dev->dev), err);
}

/** input_register_handler - let a handler have all devices it matches, now and later */
int input_register_handler(struct input_handler *handler)
{
	struct input_dev *dev;

	mutex_lock(&input_mutex);
	INIT_LIST_HEAD(&handler->h_list);
	list_add_tail(&handler->node, &input_handler_list);
	list_for_each_entry(dev, &input_dev_list, node)
		attach(dev, handler);
	mutex_unlock(&input_mutex);
	return 0;
}
EXPORT_SYMBOL(input_register_handler);

void input_unregister_handler(struct input_handler *handler)
{
	struct input_handle *handle, *next;

	mutex_lock(&input_mutex);
	list_for_each_entry_safe(handle, next, &handler->h_list, h_node)
		handler->disconnect(handle);
	WARN_ON(!list_empty(&handler->h_list));
	list_del_init(&handler->node);
	mutex_unlock(&input_mutex);
}
EXPORT_SYMBOL(input_unregister_handler);

/* ---- devices ------------------------------------------------------------------------------- */

static void input_dev_release(struct device *dev)
{
	kfree(to_input_dev(dev));
}

/**
 * input_allocate_device - the memory for a device, to be filled and registered
 * Return: the device, or NULL.  input_free_device() before, input_unregister_device()
 * after it is registered.
 */
struct input_dev *input_allocate_device(void)
{
	struct input_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	device_initialize(&dev->dev);
	dev->dev.class = input_class;
	dev->dev.release = input_dev_release;
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->event_lock);
	INIT_LIST_HEAD(&dev->h_list);
	INIT_LIST_HEAD(&dev->node);
	return dev;
}
EXPORT_SYMBOL(input_allocate_device);

void input_free_device(struct input_dev *dev)
{
	input_put_device(dev);
}
EXPORT_SYMBOL(input_free_device);

static void devm_input_end(void *data)
{
	struct input_dev *dev = data;

	if (device_is_registered(&dev->dev))
		input_unregister_device(dev);
	else
		input_free_device(dev);
}

/* It goes when the driver of @parent does, registered or not. */
struct input_dev *devm_input_allocate_device(struct device *parent)
{
	struct input_dev *dev = input_allocate_device();

	if (!dev)
		return NULL;
	dev->dev.parent = parent;
	return devm_add_action_or_reset(parent, devm_input_end, dev) ? NULL : dev;
}
EXPORT_SYMBOL(devm_input_allocate_device);

void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code)
{
	switch (type) {
	case EV_KEY:
		__set_bit(code, dev->keybit);
		break;
	case EV_REL:
		__set_bit(code, dev->relbit);
		break;
	case EV_ABS:
		__set_bit(code, dev->absbit);
		break;
	case EV_LED:
		__set_bit(code, dev->ledbit);
		break;
	default:
		pr_err("%s: unknown type %u (code %u)\n", __func__, type, code);
		return;
	}
	__set_bit(type, dev->evbit);
}
EXPORT_SYMBOL(input_set_capability);

/** input_register_device - show a device; handlers that match are connected.  0 or -errno */
int input_register_device(struct input_dev *dev)
{
	struct input_handler *handler;
	int id = ida_alloc(&input_ida, GFP_KERNEL), err;

	if (id < 0)
		return id;
	__set_bit(EV_SYN, dev->evbit);
	__clear_bit(KEY_RESERVED, dev->keybit);
	err = dev_set_name(&dev->dev, "input%d", id);
	if (!err)
		err = device_add(&dev->dev);
	if (err) {
		ida_free(&input_ida, id);
		return err;
	}
	dev->dev.id = id;
	pr_info("input: %s as %s\n", dev->name ?: "Unspecified device", dev_name(&dev->dev));
	mutex_lock(&input_mutex);
	list_add_tail(&dev->node, &input_dev_list);
	list_for_each_entry(handler, &input_handler_list, node)
		attach(dev, handler);
	mutex_unlock(&input_mutex);
	return 0;
}
EXPORT_SYMBOL(input_register_device);

/* Keys that are still down come up, so that nobody waits for it. */
static void release_keys(struct input_dev *dev)
{
	unsigned long flags;
	unsigned int code;

	spin_lock_irqsave(&dev->event_lock, flags);
	for_each_set_bit(code, dev->key, KEY_CNT)
		handle_event(dev, EV_KEY, code, 0);
	handle_event(dev, EV_SYN, SYN_REPORT, 0);
	spin_unlock_irqrestore(&dev->event_lock, flags);
}

void input_unregister_device(struct input_dev *dev)
{
	struct input_handle *handle, *next;

	mutex_lock(&dev->mutex);
	dev->going_away = true;
	mutex_unlock(&dev->mutex);
	release_keys(dev);
	mutex_lock(&input_mutex);
	list_for_each_entry_safe(handle, next, &dev->h_list, d_node)
		handle->handler->disconnect(handle);
	WARN_ON(!list_empty(&dev->h_list));
	list_del_init(&dev->node);
	mutex_unlock(&input_mutex);
	device_del(&dev->dev);
	ida_free(&input_ida, dev->dev.id);
	put_device(&dev->dev);
}
EXPORT_SYMBOL(input_unregister_device);

/* ---- /proc/bus/input ------------------------------------------------------------------------ */

static void show_bits(struct seq_file *m, const char *name, const unsigned long *bits,
		      unsigned int count)
{
	int i = BITS_TO_LONGS(count) - 1;

	while (i > 0 && !bits[i])
		i--;
	seq_printf(m, "B: %s=", name);
	for (; i >= 0; i--)
		seq_printf(m, "%lx%s", bits[i], i ? " " : "\n");
}

static void show_device(struct seq_file *m, struct input_dev *dev)
{
	char *path = kobject_get_path(&dev->dev.kobj, GFP_KERNEL);
	struct input_handle *handle;

	seq_printf(m, "I: Bus=%04x Vendor=%04x Product=%04x Version=%04x\n", dev->id.bustype,
		   dev->id.vendor, dev->id.product, dev->id.version);
	seq_printf(m, "N: Name=\"%s\"\n", dev->name ?: "");
	seq_printf(m, "P: Phys=%s\n", dev->phys ?: "");
	seq_printf(m, "S: Sysfs=%s\n", path ?: "");
	seq_printf(m, "U: Uniq=%s\n", dev->uniq ?: "");
	seq_puts(m, "H: Handlers=");
	list_for_each_entry(handle, &dev->h_list, d_node)
		seq_printf(m, "%s ", handle->name);
	seq_putc(m, '\n');
	show_bits(m, "EV", dev->evbit, EV_CNT);
	show_bits(m, "KEY", dev->keybit, KEY_CNT);
	show_bits(m, "LED", dev->ledbit, LED_CNT);
	seq_putc(m, '\n');
	kfree(path);
}

static int devices_show(struct seq_file *m, void *v)
{
	struct input_dev *dev;

	mutex_lock(&input_mutex);
	list_for_each_entry(dev, &input_dev_list, node)
		show_device(m, dev);
	mutex_unlock(&input_mutex);
	return 0;
}

static int __init input_init(void)
{
	struct proc_dir_entry *bus = proc_mkdir("bus", NULL);
	struct proc_dir_entry *dir = bus ? proc_mkdir("input", bus) : NULL;
	struct class *class = class_create(THIS_MODULE, "input");

	if (dir)
		proc_create_single("devices", 0, dir, devices_show);
	/* Without it keyboards are not in /sys/class, and work. */
	if (IS_ERR(class))
		return PTR_ERR(class);
	input_class = class;
	return 0;
}
subsys_initcall(input_init);
