using Crm.Sdk.Plugins.Guarding;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Plugins.Tests.Guarding;

public sealed class CircuitBreakerTests
{
    private static readonly PluginGuardOptions Options = new()
    {
        MinimumCalls = 4, FailureRatio = 0.5, SamplingWindow = TimeSpan.FromSeconds(10), FirstBreak = TimeSpan.FromSeconds(5), MaxBreak = TimeSpan.FromSeconds(15),
    };

    private readonly FakeClock _clock = FakeClock.AtUtc(2026, 1, 2);
    private readonly CircuitBreaker _breaker;

    public CircuitBreakerTests() => _breaker = new CircuitBreaker(Options, _clock.TimeProvider);

    [Fact]
    public void It_opens_when_enough_calls_were_seen_and_half_of_them_failed()
    {
        _breaker.Succeeded(2);
        Assert.Null(_breaker.Failed());
        Assert.False(_breaker.IsOpen);

        Assert.Equal(TimeSpan.FromSeconds(5), _breaker.Failed());
        Assert.True(_breaker.IsOpen);
        Assert.False(_breaker.TryEnter(out _));
    }

    [Fact]
    public void A_few_failures_are_too_few_to_judge_by()
    {
        for (int i = 0; i < Options.MinimumCalls - 1; i++)
        {
            Assert.Null(_breaker.Failed());
        }

        Assert.True(_breaker.TryEnter(out bool probe));
        Assert.False(probe);
    }

    [Fact]
    public void Failures_outside_the_window_are_forgotten()
    {
        Fail(3);
        _clock.Advance(Duration.FromSeconds(11));

        Assert.Null(_breaker.Failed());
        Assert.False(_breaker.IsOpen);
    }

    [Fact]
    public void After_the_break_one_probe_passes_and_its_success_closes()
    {
        Fail(4);
        _clock.Advance(Duration.FromSeconds(5));

        Assert.True(_breaker.TryEnter(out bool probe));
        Assert.True(probe);
        Assert.False(_breaker.TryEnter(out _));
        Assert.True(_breaker.IsOpen);

        Assert.True(_breaker.Succeeded(1));
        Assert.True(_breaker.TryEnter(out probe));
        Assert.False(probe);
        Assert.Null(_breaker.Failed());
    }

    [Fact]
    public void A_failing_probe_opens_it_for_twice_as_long_up_to_a_limit()
    {
        Fail(4);
        List<TimeSpan?> breaks = [];
        for (int i = 0; i < 3; i++)
        {
            _clock.Advance(Duration.FromSeconds(15));
            Assert.True(_breaker.TryEnter(out _));
            breaks.Add(_breaker.Failed());
        }

        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15)], breaks);
    }

    [Fact]
    public void A_probe_that_was_cancelled_leaves_the_place_to_the_next()
    {
        Fail(4);
        _clock.Advance(Duration.FromSeconds(5));
        Assert.True(_breaker.TryEnter(out _));

        _breaker.ProbeWithdrawn();

        Assert.True(_breaker.TryEnter(out bool probe));
        Assert.True(probe);
    }

    [Fact]
    public void The_end_of_a_call_that_began_before_the_break_changes_nothing()
    {
        Fail(4);

        Assert.False(_breaker.Succeeded(1));
        Assert.Null(_breaker.Failed());
        Assert.True(_breaker.IsOpen);
    }

    [Fact]
    public void It_is_open_exactly_while_it_refuses() => Law.Holds(
        Sequences.Of(Gen.Choose(0, 5), atMost: 60),
        steps =>
        {
            var clock = FakeClock.AtUtc(2026, 1, 2);
            var breaker = new CircuitBreaker(Options, clock.TimeProvider);
            foreach (int step in steps)
            {
                switch (step)
                {
                    case 0:
                        breaker.Succeeded(1);
                        break;
                    case 1 or 2:
                        breaker.Failed();
                        break;
                    default:
                        clock.Advance(Duration.FromSeconds(step));
                        break;
                }

                bool open = breaker.IsOpen;
                bool entered = breaker.TryEnter(out bool probe);
                if (open == entered)
                {
                    return false;
                }

                if (probe)
                {
                    breaker.ProbeWithdrawn();
                }
            }

            return true;
        },
        tests: 500);

    private void Fail(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _breaker.Failed();
        }
    }
}
