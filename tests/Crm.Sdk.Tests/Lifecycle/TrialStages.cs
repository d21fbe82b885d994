using Crm.Sdk.Lifecycle;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tests.Lifecycle;

/// <summary>A plugin's stage: customers who try a product and have not bought yet; a trial that came to nothing is over after 14 days.</summary>
internal sealed class TrialStages : ILifecycleSource
{
    public const string Trial = "acme.trial";
    public const string Trying = "acme.trying";

    public string Name => "acme.trials";

    public ValueList<LifecycleStage> Stages => [new(Trying, RelationshipPhases.Exploration)];

    public ValueList<LifecycleTransition> Transitions =>
    [
        new([Trying], LifecycleStages.FirstPurchase, [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 1)]),
        new([Trying], LifecycleStages.Target, [LifecycleCondition.AtLeast(LifecycleMeasure.StageAge, 14)]),
        new([LifecycleStages.Potential, LifecycleStages.Target], Trying, [LifecycleCondition.AtLeast(LifecycleMeasure.DaysInStage, 1, Trial), LifecycleCondition.AtMost(LifecycleMeasure.SinceFirst, 60, Trial)]),
    ];

    /// <summary>When each customer began to try.</summary>
    public IReadOnlyDictionary<CustomerId, Instant> Trials { get; init; } = new Dictionary<CustomerId, Instant>();

    public bool Fails { get; set; }

    public ValueTask ReportAsync(LifecycleFactRequest request, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new InvalidOperationException("the trials cannot be read");
        }

        for (int place = 0; place < request.Customers.Count; place++)
        {
            if (Trials.TryGetValue(request.Customers[place].Customer, out Instant at) && at <= request.AsOf.Instant)
            {
                request.Report(place, new LifecycleFact(Trial, at, new RecordRef(new RecordKind("acme.trial"), new RecordId(request.Customers[place].Customer.Value))));
            }
        }

        return ValueTask.CompletedTask;
    }
}
