// SPDX-License-Identifier: MIT
/*
 * tests/unit/driver_core_test.c - who gets which device, and what /sys shows of it
 *
 * A bus of our own, and the platform bus.
 */

#include <kunit/test.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init_syscalls.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "failnth.h"
#include "proc_text.h"

#define PLATFORM	"/sys/bus/platform/"
#define STEPS_MAX	64

/* What happened, a letter for each: p probe, r remove, a action of devm_, f device freed. */
static char steps[STEPS_MAX];
static int probe_result;

static void step(char c)
{
	size_t len = strlen(steps);

	if (len + 1 < STEPS_MAX)
		steps[len] = c;
}

static bool is_there(const char *name)
{
	struct kstat stat;

	return !init_stat(name, &stat, 0);
}

static const char *text_of(const char *name)
{
	int err = proc_text_read(name);

	return err ? ERR_PTR(err) : proc_text;
}

static ssize_t write_text(const char *name, const char *text)
{
	struct file *file = filp_open(name, O_WRONLY, 0);
	loff_t pos = 0;
	ssize_t ret;

	if (IS_ERR(file))
		return PTR_ERR(file);
	ret = kernel_write(file, text, strlen(text), &pos);
	filp_close(file, NULL);
	return ret;
}

/* ---- a platform driver ------------------------------------------------------------ */

static void note_action(void *unused)
{
	step('a');
}

static int thing_probe(struct platform_device *pdev)
{
	step('p');
	platform_set_drvdata(pdev, &steps);
	if (devm_add_action_or_reset(&pdev->dev, note_action, NULL))
		return -ENOMEM;
	return probe_result;
}

static int thing_remove(struct platform_device *pdev)
{
	step('r');
	return 0;
}

static ssize_t only_bound_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "bound\n");
}
static DEVICE_ATTR_RO(only_bound);

static struct attribute *thing_attrs[] = { &dev_attr_only_bound.attr, NULL };
ATTRIBUTE_GROUPS(thing);

static struct platform_driver thing_driver = {
	.probe = thing_probe,
	.remove = thing_remove,
	.driver = { .name = "thing", .owner = THIS_MODULE, .dev_groups = thing_groups },
};

static int core_init(struct kunit *test)
{
	memset(steps, 0, sizeof(steps));
	probe_result = 0;
	return 0;
}

static struct platform_device *new_thing(struct kunit *test, int id)
{
	struct platform_device *pdev = platform_device_register_simple("thing", id, NULL, 0);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pdev);
	return pdev;
}

/* ---- who comes first ---------------------------------------------------------------- */

static void a_driver_gets_devices_that_are_there(struct kunit *test)
{
	struct platform_device *a = new_thing(test, 0), *b = new_thing(test, 1);

	KUNIT_EXPECT_STREQ(test, steps, "");
	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	KUNIT_EXPECT_STREQ(test, steps, "pp");
	platform_driver_unregister(&thing_driver);
	KUNIT_EXPECT_STREQ(test, steps, "pprara");
	KUNIT_EXPECT_NULL(test, a->dev.driver);
	KUNIT_EXPECT_NULL(test, platform_get_drvdata(a));
	platform_device_unregister(a);
	platform_device_unregister(b);
}

static void a_device_gets_the_driver_that_is_there(struct kunit *test)
{
	struct platform_device *a;

	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	a = new_thing(test, PLATFORM_DEVID_NONE);
	KUNIT_EXPECT_STREQ(test, steps, "p");
	KUNIT_EXPECT_PTR_EQ(test, a->dev.driver, &thing_driver.driver);
	platform_device_unregister(a);
	KUNIT_EXPECT_STREQ(test, steps, "pra");
	platform_driver_unregister(&thing_driver);
	KUNIT_EXPECT_STREQ(test, steps, "pra");
}

static void a_probe_that_fails_leaves_nothing(struct kunit *test)
{
	struct platform_device *a = new_thing(test, 0);

	probe_result = -ENODEV;
	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	KUNIT_EXPECT_STREQ(test, steps, "pa");
	KUNIT_EXPECT_NULL(test, a->dev.driver);
	KUNIT_EXPECT_FALSE(test, is_there(PLATFORM "devices/thing.0/driver"));
	KUNIT_EXPECT_FALSE(test, is_there(PLATFORM "drivers/thing/thing.0"));
	platform_driver_unregister(&thing_driver);
	KUNIT_EXPECT_STREQ(test, steps, "pa");
	platform_device_unregister(a);
}

static void a_second_driver_of_the_name_is_refused(struct kunit *test)
{
	struct platform_driver other = { .driver = { .name = "thing" } };

	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	KUNIT_EXPECT_EQ(test, platform_driver_register(&other), -EBUSY);
	KUNIT_EXPECT_PTR_EQ(test, driver_find("thing", &platform_bus_type),
			    &thing_driver.driver);
	platform_driver_unregister(&thing_driver);
	KUNIT_EXPECT_NULL(test, driver_find("thing", &platform_bus_type));
}

/* ---- waiting for another --------------------------------------------------------------- */

static int helper_probe(struct platform_device *pdev)
{
	step('h');
	return 0;
}

static struct platform_driver helper_driver = {
	.probe = helper_probe,
	.driver = { .name = "helper" },
};

static void a_deferred_device_is_tried_again(struct kunit *test)
{
	struct platform_device *a, *h;

	probe_result = -EPROBE_DEFER;
	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	KUNIT_ASSERT_EQ(test, platform_driver_register(&helper_driver), 0);
	a = new_thing(test, 0);
	KUNIT_EXPECT_STREQ(test, steps, "pa");
	wait_for_device_probe();
	KUNIT_EXPECT_STREQ(test, steps, "pa");		/* nothing has changed */
	probe_result = 0;
	h = platform_device_register_simple("helper", 0, NULL, 0);
	wait_for_device_probe();
	KUNIT_EXPECT_STREQ(test, steps, "pahp");
	platform_device_unregister(h);
	platform_device_unregister(a);
	platform_driver_unregister(&helper_driver);
	platform_driver_unregister(&thing_driver);
	KUNIT_EXPECT_STREQ(test, steps, "pahpra");
}

static void a_deferred_device_that_goes_is_forgotten(struct kunit *test)
{
	struct platform_device *a, *h;

	probe_result = -EPROBE_DEFER;
	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	a = new_thing(test, 0);
	get_device(&a->dev);
	platform_device_unregister(a);
	KUNIT_EXPECT_TRUE(test, list_empty(&a->dev.deferred_node));
	platform_device_put(a);
	KUNIT_ASSERT_EQ(test, platform_driver_register(&helper_driver), 0);
	h = platform_device_register_simple("helper", 0, NULL, 0);
	wait_for_device_probe();
	KUNIT_EXPECT_STREQ(test, steps, "pah");
	platform_device_unregister(h);
	platform_driver_unregister(&helper_driver);
	platform_driver_unregister(&thing_driver);
}

/* ---- in /sys ------------------------------------------------------------------------------ */

static void sys_shows_who_has_what(struct kunit *test)
{
	struct platform_device *a = new_thing(test, 7);

	KUNIT_EXPECT_TRUE(test, is_there("/sys/devices/platform/thing.7"));
	KUNIT_EXPECT_TRUE(test, is_there(PLATFORM "devices/thing.7/subsystem/drivers"));
	KUNIT_EXPECT_STREQ(test, text_of(PLATFORM "devices/thing.7/modalias"), "platform:thing\n");
	KUNIT_EXPECT_STREQ(test, text_of(PLATFORM "devices/thing.7/uevent"),
			   "MODALIAS=platform:thing\n");
	KUNIT_EXPECT_FALSE(test, is_there(PLATFORM "devices/thing.7/only_bound"));
	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	KUNIT_EXPECT_STREQ(test, text_of(PLATFORM "drivers/thing/thing.7/only_bound"), "bound\n");
	KUNIT_EXPECT_TRUE(test, is_there(PLATFORM "devices/thing.7/driver/bind"));
	KUNIT_EXPECT_STREQ(test, text_of(PLATFORM "devices/thing.7/uevent"),
			   "DRIVER=thing\nMODALIAS=platform:thing\n");
	platform_driver_unregister(&thing_driver);
	KUNIT_EXPECT_FALSE(test, is_there(PLATFORM "drivers/thing"));
	platform_device_unregister(a);
	KUNIT_EXPECT_FALSE(test, is_there(PLATFORM "devices/thing.7"));
}

static void the_administrator_binds_and_unbinds(struct kunit *test)
{
	struct platform_device *a = new_thing(test, 0);

	KUNIT_ASSERT_EQ(test, platform_driver_register(&thing_driver), 0);
	KUNIT_EXPECT_EQ(test, write_text(PLATFORM "drivers/thing/unbind", "thing.0\n"), 8);
	KUNIT_EXPECT_STREQ(test, steps, "pra");
	KUNIT_EXPECT_EQ(test, write_text(PLATFORM "drivers/thing/unbind", "thing.0"), -ENODEV);
	KUNIT_EXPECT_EQ(test, write_text(PLATFORM "drivers/thing/bind", "other"), -ENODEV);
	KUNIT_EXPECT_EQ(test, write_text(PLATFORM "drivers/thing/bind", "thing.0"), 7);
	KUNIT_EXPECT_EQ(test, write_text(PLATFORM "drivers/thing/bind", "thing.0"), -EBUSY);
	KUNIT_EXPECT_STREQ(test, steps, "prap");
	platform_device_unregister(a);
	platform_driver_unregister(&thing_driver);
}

/* ---- names and resources -------------------------------------------------------------------- */

static const struct resource resources[] = {
	{ .start = 0x1000, .end = 0x1fff, .flags = IORESOURCE_MEM, .name = "regs" },
	{ .start = 5, .end = 5, .flags = IORESOURCE_IRQ },
	{ .start = 0x2000, .end = 0x20ff, .flags = IORESOURCE_MEM },
};

static void a_device_has_what_it_was_given(struct kunit *test)
{
	struct platform_device *pdev =
		platform_device_register_resndata(NULL, "thing", PLATFORM_DEVID_AUTO, resources,
						  ARRAY_SIZE(resources), "data", 5);
	struct resource *second;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pdev);
	KUNIT_EXPECT_STREQ(test, dev_name(&pdev->dev), "thing.0.auto");
	second = platform_get_resource(pdev, IORESOURCE_MEM, 1);
	KUNIT_ASSERT_NOT_NULL(test, second);
	KUNIT_EXPECT_EQ(test, second->start, 0x2000);
	KUNIT_EXPECT_STREQ(test, second->name, "thing.0.auto");
	KUNIT_EXPECT_NULL(test, platform_get_resource(pdev, IORESOURCE_MEM, 2));
	KUNIT_EXPECT_NOT_NULL(test, platform_get_resource_byname(pdev, IORESOURCE_MEM, "regs"));
	KUNIT_EXPECT_EQ(test, platform_get_irq(pdev, 0), 5);
	KUNIT_EXPECT_EQ(test, platform_get_irq(pdev, 1), -ENXIO);
	KUNIT_EXPECT_STREQ(test, dev_get_platdata(&pdev->dev), "data");
	platform_device_unregister(pdev);
}

static const struct platform_device_id rows[] = {
	{ "thing-a", 1 }, { "thing-b", 2 }, { },
};

static void a_row_of_the_table_says_which_kind_it_is(struct kunit *test)
{
	struct platform_driver by_table = {
		.probe = thing_probe, .id_table = rows, .driver = { .name = "thing" },
	};
	struct platform_device *b = platform_device_register_simple("thing-b", -1, NULL, 0);
	struct platform_device *plain = new_thing(test, -1);

	KUNIT_ASSERT_EQ(test, platform_driver_register(&by_table), 0);
	KUNIT_EXPECT_STREQ(test, steps, "p");
	KUNIT_EXPECT_EQ(test, platform_get_device_id(b)->driver_data, 2);
	KUNIT_EXPECT_NULL(test, plain->dev.driver);
	platform_driver_unregister(&by_table);
	platform_device_unregister(b);
	platform_device_unregister(plain);
}

/* ---- a bus of our own ---------------------------------------------------------- */

static int road_match(struct device *dev, struct device_driver *drv)
{
	return dev_name(dev)[0] == drv->name[0];
}

static struct bus_type road = { .name = "road", .match = road_match };

static int car_probe(struct device *dev)
{
	step('c');
	return 0;
}

static struct device_driver car = { .name = "car", .bus = &road, .probe = car_probe };

static void free_vehicle(struct device *dev)
{
	step('f');
}

static struct device vehicle;

static int register_vehicle(const char *name)
{
	memset(&vehicle, 0, sizeof(vehicle));
	vehicle.bus = &road;
	vehicle.release = free_vehicle;
	vehicle.init_name = name;
	return device_register(&vehicle);
}

static int count_one(struct device *dev, void *n)
{
	return ++*(int *)n, 0;
}

static void a_bus_of_ones_own_matches_as_it_likes(struct kunit *test)
{
	struct device *found;
	int n = 0;

	KUNIT_EXPECT_EQ(test, driver_register(&car), -EINVAL);	/* no bus yet */
	KUNIT_ASSERT_EQ(test, bus_register(&road), 0);
	KUNIT_ASSERT_EQ(test, driver_register(&car), 0);
	KUNIT_ASSERT_EQ(test, register_vehicle("truck"), 0);
	KUNIT_EXPECT_STREQ(test, steps, "");
	device_unregister(&vehicle);
	KUNIT_ASSERT_EQ(test, register_vehicle("cab"), 0);
	KUNIT_EXPECT_EQ(test, driver_attach(&car), 0);
	KUNIT_EXPECT_STREQ(test, steps, "fc");		/* once */
	KUNIT_EXPECT_EQ(test, bus_for_each_dev(&road, NULL, &n, count_one), 0);
	KUNIT_EXPECT_EQ(test, driver_for_each_device(&car, NULL, &n, count_one), 0);
	KUNIT_EXPECT_EQ(test, n, 2);
	found = bus_find_device_by_name(&road, NULL, "cab");
	KUNIT_EXPECT_PTR_EQ(test, found, &vehicle);
	put_device(found);
	KUNIT_EXPECT_NULL(test, bus_find_device_by_name(&road, NULL, "cabin"));
	driver_unregister(&car);
	device_unregister(&vehicle);
	KUNIT_EXPECT_STREQ(test, steps, "fcf");
	bus_unregister(&road);
	KUNIT_EXPECT_FALSE(test, is_there("/sys/bus/road"));
}

/* ---- without memory ------------------------------------------------------------ */

static int path_bus(struct kunit *test)
{
	int err = bus_register(&road);

	if (err)
		return err;
	err = driver_register(&car);
	if (!err) {
		err = register_vehicle("cab");
		if (!err)
			device_del(&vehicle);
		put_device(&vehicle);
		driver_unregister(&car);
	}
	bus_unregister(&road);
	return err;
}

static int path_platform(struct kunit *test)
{
	struct platform_device *pdev;
	int err = platform_driver_register(&thing_driver);

	if (err)
		return err;
	pdev = platform_device_register_resndata(NULL, "thing", PLATFORM_DEVID_AUTO, resources,
						 ARRAY_SIZE(resources), "data", 5);
	if (!IS_ERR(pdev))
		platform_device_unregister(pdev);
	platform_driver_unregister(&thing_driver);
	rcu_barrier();
	return PTR_ERR_OR_ZERO(pdev);
}

static const struct failnth_path paths[] = { { "bus", path_bus }, { "platform", path_platform } };

KUNIT_ARRAY_PARAM(path, paths, failnth_path_name);

static void g2_every_allocation_may_fail(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case core_cases[] = {
	KUNIT_CASE(a_driver_gets_devices_that_are_there),
	KUNIT_CASE(a_device_gets_the_driver_that_is_there),
	KUNIT_CASE(a_probe_that_fails_leaves_nothing),
	KUNIT_CASE(a_second_driver_of_the_name_is_refused),
	KUNIT_CASE(a_deferred_device_is_tried_again),
	KUNIT_CASE(a_deferred_device_that_goes_is_forgotten),
	KUNIT_CASE(sys_shows_who_has_what),
	KUNIT_CASE(the_administrator_binds_and_unbinds),
	KUNIT_CASE(a_device_has_what_it_was_given),
	KUNIT_CASE(a_row_of_the_table_says_which_kind_it_is),
	KUNIT_CASE(a_bus_of_ones_own_matches_as_it_likes),
	KUNIT_CASE_PARAM(g2_every_allocation_may_fail, path_gen_params),
	{ }
};

static struct kunit_suite core_suite = {
	.name = "driver_core",
	.suite_init = failnth_suite_init,
	.init = core_init,
	.test_cases = core_cases,
};
kunit_test_suite(core_suite);
