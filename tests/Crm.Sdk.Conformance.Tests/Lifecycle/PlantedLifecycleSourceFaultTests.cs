using Crm.Sdk.Lifecycle;
using Crm.Sdk.Loyalty;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Lifecycle;

/// <summary>The kit's own proof for lifecycle sources: each law is broken by a source that is wrong in just what the law is about, and a sound one keeps them all.</summary>
public sealed class PlantedLifecycleSourceFaultTests
{
    private static readonly AsOf Now = AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZone.Utc);

    private static readonly CustomerId Quiet = CustomerId.New();

    private static readonly Dictionary<string, (string Law, Func<ILifecycleSource> Make)> Faults = new(StringComparer.Ordinal)
    {
        ["names itself anew"] = ("what-it-adds-stays", static () => new Trials { Name = $"acme.{Guid.CreateVersion7()}" }),
        ["adds a stage that nothing leads to"] = ("the-lifecycle-holds-together", static () => new Trials { Stages = [new("acme.trying", "exploration"), new("acme.island", "exploration")] }),
        ["reports what no guard asks for"] = ("facts-are-reported-and-ask-for-something", static () => new Trials { Type = "acme.idle" }),
        ["reports of nobody"] = ("facts-are-reported-and-ask-for-something", static () => new Trials { At = static (_, _) => null }),
        ["reports of everybody"] = ("facts-are-reported-and-ask-for-something", static () => new Trials { Everybody = true }),
        ["guesses"] = ("the-same-records-report-the-same", static () => new Trials { At = static (_, _) => Now.Instant - Duration.FromHours(Random.Shared.Next(1, 10_000)) }),
        ["counts within the batch"] = ("batches-do-not-matter", static () => new Trials { At = static (place, request) => Now.Instant - Duration.FromDays(1 + place + (10 * request.Customers.Count)) }),
        ["reports what it knows now"] = ("what-came-later-does-not-count", static () => new Trials { OfNow = true }),
        ["fails when it is stopped"] = ("a-call-that-was-stopped-ends", static () => new Trials { Stopped = static () => throw new InvalidOperationException("stopped") }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Laws => [.. LifecycleSourceLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await RunAsync(Faults[fault].Law, Faults[fault].Make)).Outcome);

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task A_sound_source_keeps_every_law(string law) => Assert.Equal(LawOutcome.Held, (await RunAsync(law, static () => new Trials())).Outcome);

    [Fact]
    public void Every_law_has_a_fault_that_breaks_it() => Assert.Equal(LifecycleSourceLaws.All.Select(static law => law.Name).Order(), Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    private static Task<LawResult> RunAsync(string law, Func<ILifecycleSource> make) => LifecycleSourceLaws.Named(law).RunAsync(new Fixture(make), 7, 100, default);

    private sealed class Fixture(Func<ILifecycleSource> make) : ILifecycleSourceFixture
    {
        public ValueList<LoyaltySubject> Customers { get; } = Enumerable.Range(0, 8).Select(static _ => CustomerId.New()).Append(Quiet).Select(static id => new LoyaltySubject(id, [id])).ToValueList();

        public AsOf AsOf => Now;

        public ValueTask<ILifecycleSource> CreateAsync(CancellationToken cancellationToken) => ValueTask.FromResult(make());
    }

    /// <summary>Has the trials of all customers but one. Each fault overrides one thing.</summary>
    private sealed class Trials : ILifecycleSource
    {
        public string Name { get; init; } = "acme.trials";

        public string Type { get; init; } = "acme.trial";

        public ValueList<LifecycleStage> Stages { get; init; } = [new("acme.trying", "exploration")];

        public ValueList<LifecycleTransition> Transitions { get; } =
        [
            new(["potential"], "acme.trying", [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 1, "acme.trial")]),
            new(["acme.trying"], "first-purchase", [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 1)]),
        ];

        public Func<int, LifecycleFactRequest, Instant?> At { get; init; } = static (place, request) => Now.Instant - Duration.FromDays(request.Customers[place].Customer.Value.ToByteArray()[^1]);

        public bool Everybody { get; init; }

        public bool OfNow { get; init; }

        public Action? Stopped { get; init; }

        public ValueTask ReportAsync(LifecycleFactRequest request, CancellationToken cancellationToken)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Stopped?.Invoke();
            }

            cancellationToken.ThrowIfCancellationRequested();
            for (int place = 0; place < request.Customers.Count; place++)
            {
                if ((Everybody || request.Customers[place].Customer != Quiet) && At(place, request) is { } at && (OfNow || at <= request.AsOf.Instant))
                {
                    request.Report(place, new LifecycleFact(Type, at));
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
