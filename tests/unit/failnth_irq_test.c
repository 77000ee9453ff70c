// SPDX-License-Identifier: MIT
/* tests/unit/failnth_irq_test.c - case G2: every allocation of asking for an interrupt may fail */

#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdesc.h>
#include <linux/percpu.h>
#include <linux/sprintf.h>

#include "failnth.h"
#include "irq_fake.h"
#include "proc_text.h"

static irqreturn_t thread_fn(int irq, void *dev)
{
	return IRQ_HANDLED;
}

/* Every path has a line of its own, from its number to its files in /proc. */
static int on_a_new_line(struct kunit *test, int (*use)(struct kunit *test))
{
	int ret = fake_test_init(test);

	if (ret)
		return ret;
	ret = use(test);
	fake_test_exit(test);
	return ret;
}

static void ignore_text(const char *text, size_t len)
{
}

/* /proc/irq/N is there with all of its files, or not at all. */
static void expect_whole_directory(struct kunit *test)
{
	static const char *const files[] = {
		"affinity_hint", "node", "spurious", "smp_affinity", "smp_affinity_list",
		"effective_affinity", "effective_affinity_list",
	};
	char path[48];

	if (!irq_to_desc(fake_line.irq)->dir)
		return;
	for (unsigned int i = 0; i < ARRAY_SIZE(files); i++) {
		snprintf(path, sizeof(path), "irq/%u/%s", fake_line.irq, files[i]);
		KUNIT_EXPECT_NE(test, proc_show(path, ignore_text), -ENOENT);
	}
}

static int free_after(int ret, void *dev)
{
	if (!ret)
		free_irq(fake_line.irq, dev);
	return ret;
}

static int use_one_handler(struct kunit *test)
{
	int ret = fake_request_first(0);

	expect_whole_directory(test);
	return free_after(ret, &fake_first_dev);
}

static int path_request_irq(struct kunit *test)
{
	return on_a_new_line(test, use_one_handler);
}

/* The first user keeps the line when the second cannot come. */
static int use_two_handlers(struct kunit *test)
{
	int ret = fake_request_first(IRQF_SHARED);

	if (ret)
		return ret;
	ret = free_after(fake_request_second(IRQF_SHARED), &fake_second_dev);
	fake_line.calls = 0;
	fake_fire();
	KUNIT_EXPECT_EQ(test, fake_line.calls, 1);
	return free_after(0, &fake_first_dev) ?: ret;
}

static int path_shared(struct kunit *test)
{
	return on_a_new_line(test, use_two_handlers);
}

static int use_thread(struct kunit *test)
{
	return free_after(request_threaded_irq(fake_line.irq, NULL, thread_fn, IRQF_ONESHOT,
					       "failnth", &fake_first_dev), &fake_first_dev);
}

static int path_threaded(struct kunit *test)
{
	return on_a_new_line(test, use_thread);
}

/* `threadirqs`: the handler's thread and the driver's own, two actions and two threads. */
static int use_forced_threads(struct kunit *test)
{
	bool before = force_irqthreads_enabled;
	int ret;

	irq_clear_status_flags(fake_line.irq, IRQ_NOTHREAD);
	force_irqthreads_enabled = true;
	ret = request_threaded_irq(fake_line.irq, fake_first_handler, thread_fn, 0, "failnth",
				   &fake_first_dev);
	force_irqthreads_enabled = before;
	return free_after(ret, &fake_first_dev);
}

static int path_forced(struct kunit *test)
{
	return on_a_new_line(test, use_forced_threads);
}

static int use_percpu(struct kunit *test)
{
	int __percpu *data = alloc_percpu(int);
	int ret;

	if (!data)
		return -ENOMEM;
	ret = irq_set_percpu_devid(fake_line.irq);
	if (!ret) {
		ret = request_percpu_irq(fake_line.irq, fake_second_handler, "failnth", data);
		if (!ret)
			free_percpu_irq(fake_line.irq, data);
	}
	free_percpu(data);
	return ret;
}

static int path_percpu(struct kunit *test)
{
	return on_a_new_line(test, use_percpu);
}

static const struct failnth_path irq_paths[] = {
	{ "request_irq", path_request_irq },
	{ "request_irq, shared", path_shared },
	{ "request_threaded_irq", path_threaded },
	{ "request_threaded_irq, forced", path_forced },
	{ "request_percpu_irq", path_percpu },
};

KUNIT_ARRAY_PARAM(irq, irq_paths, failnth_path_name);

static void g2_irq_paths_unwind(struct kunit *test)
{
	const struct failnth_path *path = test->param_value;

	failnth_sweep(test, path->name, path->fn);
}

static struct kunit_case failnth_irq_cases[] = {
	KUNIT_CASE_PARAM(g2_irq_paths_unwind, irq_gen_params),
	{ }
};

static struct kunit_suite failnth_irq_suite = {
	.name = "failnth_irq",
	.suite_init = failnth_suite_init,
	.one_cpu = true,
	.test_cases = failnth_irq_cases,
};
kunit_test_suite(failnth_irq_suite);
