using Crm.Sdk.Loyalty;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>The kit's own proof for sources of findings on loyalty: each law is broken by a source that is wrong in just what the law is about, and a sound one keeps them all.</summary>
public sealed class PlantedLoyaltySourceFaultTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);

    private static readonly CustomerId Mute = CustomerId.New();

    private static readonly Dictionary<string, (string Law, Func<ILoyaltyMeasureSource> Make)> Faults = new(StringComparer.Ordinal)
    {
        ["names itself anew"] = ("the-name-stays", static () => new Answers { Name = $"acme.{Guid.CreateVersion7()}" }),
        ["counts in per cent"] = ("findings-are-shares-or-none", static () => new Answers { Value = static (_, _) => 70 }),
        ["reports 0 for what it does not know"] = ("findings-are-shares-or-none", static () => new Answers { Unknown = 0 }),
        ["knows nobody"] = ("findings-are-shares-or-none", static () => new Answers { Value = static (_, _) => null }),
        ["guesses"] = ("the-same-records-find-the-same", static () => new Answers { Value = static (_, _) => Random.Shared.NextDouble() }),
        ["ranks within the batch"] = ("batches-do-not-matter", static () => new Answers { Value = static (place, request) => (place + 1.0) / request.Customers.Count }),
        ["reports what it knows now"] = ("what-came-later-does-not-count", static () => new Answers { OfNow = true }),
        ["fails when it is stopped"] = ("a-call-that-was-stopped-ends", static () => new Answers { Stopped = static () => throw new InvalidOperationException("stopped") }),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    public static TheoryData<string> Laws => [.. LoyaltySourceLaws.All.Select(static law => law.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_found_by_the_law_it_breaks(string fault) =>
        Assert.Equal(LawOutcome.Broken, (await RunAsync(Faults[fault].Law, Faults[fault].Make)).Outcome);

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task A_sound_source_keeps_every_law(string law) => Assert.Equal(LawOutcome.Held, (await RunAsync(law, static () => new Answers())).Outcome);

    [Fact]
    public void Every_law_has_a_fault_that_breaks_it() => Assert.Equal(LoyaltySourceLaws.All.Select(static law => law.Name).Order(), Faults.Values.Select(static fault => fault.Law).Distinct().Order());

    private static Task<LawResult> RunAsync(string law, Func<ILoyaltyMeasureSource> make) => LoyaltySourceLaws.Named(law).RunAsync(new Fixture(make), 7, 100, default);

    private sealed class Fixture(Func<ILoyaltyMeasureSource> make) : ILoyaltySourceFixture
    {
        public ValueList<LoyaltySubject> Customers { get; } = Enumerable.Range(0, 8).Select(static _ => CustomerId.New()).Append(Mute).Select(static id => new LoyaltySubject(id, [id])).ToValueList();

        public AsOf AsOf { get; } = AsOf.EndOf(Day, DateTimeZone.Utc);

        public ValueTask<ILoyaltyMeasureSource> CreateAsync(CancellationToken cancellationToken) => ValueTask.FromResult(make());
    }

    /// <summary>Has the answers of all customers but one, given on the day that is asked for. Each fault overrides one thing.</summary>
    private sealed class Answers : ILoyaltyMeasureSource
    {
        public string Name { get; init; } = "acme.answers";

        public Func<int, LoyaltyMeasureRequest, double?> Value { get; init; } = static (place, request) => request.Customers[place].Customer.Value.ToByteArray()[^1] / 255.0;

        public double? Unknown { get; init; }

        public bool OfNow { get; init; }

        public Action? Stopped { get; init; }

        public ValueTask MeasureAsync(LoyaltyMeasureRequest request, CancellationToken cancellationToken)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Stopped?.Invoke();
            }

            cancellationToken.ThrowIfCancellationRequested();
            for (int place = 0; place < request.Customers.Count && (OfNow || request.AsOf.Date >= Day); place++)
            {
                double? value = request.Customers[place].Customer == Mute ? Unknown : Value(place, request);
                if (value is { } known)
                {
                    request.Report(place, new LoyaltyFinding(LoyaltyIndicators.Trust, known, Day, Name));
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
