using Crm.Sdk.Classification;

namespace Crm.Sdk.Conformance.Tests.Rules;

/// <summary>A rule that is right; a planted fault overrides the one thing it does wrong.</summary>
internal class SoundRule : IClassificationRule
{
    protected static readonly Fact<int> Days = Facts.DaysSinceLastOrder;
    protected static readonly Verdict Here = "here", Gone = "gone", Unknown = Verdict.None("test.no-orders");

    public virtual RuleDescriptor Descriptor { get; } = Describe().KnowsItsRecheck();

    public virtual Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Days] is not { } days)
        {
            return Unknown;
        }

        why?.Because("test.days", days);
        return days <= 30 ? Here.RecheckIn(31 - days) : Gone;
    }

    protected static RuleDescriptorBuilder Describe() => RuleDescriptor.For("test.rule", version: 1).Dimension("test").Labels("here", "gone").Reads(Days);
}

/// <summary>A batch rule that is right.</summary>
internal class SoundBatchRule : IBatchRule
{
    protected static readonly Verdict Here = "here", Gone = "gone";

    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("test.batch", version: 1).Dimension("test").Labels("here", "gone").Reads(Facts.DaysSinceLastOrder);

    public virtual async ValueTask ClassifyAsync(RuleBatch batch, CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (int row = 0; row < batch.Count; row++)
        {
            batch.Why(row)?.Because("test.batch");
            batch.Answer(row, batch[row][Facts.DaysSinceLastOrder] is < 30 ? Here : Gone);
        }
    }
}

/// <summary>Makes its descriptor anew whenever it is asked.</summary>
internal sealed class DescribesItselfAnew : SoundRule
{
    public override RuleDescriptor Descriptor => Describe().Build();
}

/// <summary>Gives a label that it does not declare.</summary>
internal sealed class InventsLabels : SoundRule
{
    private static readonly Verdict Lost = "lost";

    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => facts[Days] > 300 ? Lost : base.Classify(facts, why);
}

/// <summary>Reads a fact that it does not declare, now and then.</summary>
internal sealed class ReadsWhatItDoesNotDeclare : SoundRule
{
    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => facts[Days] == 90 && facts[Facts.DaysSinceFirstOrder] > 90 ? Gone : base.Classify(facts, why);
}

/// <summary>Takes it that every customer has ordered.</summary>
internal sealed class TakesFactsForGranted : SoundRule
{
    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => facts[Days]!.Value <= 30 ? base.Classify(facts, why) : Gone;
}

/// <summary>Remembers how often it was asked.</summary>
internal sealed class Remembers : SoundRule
{
    private int _asked;

    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => Interlocked.Increment(ref _asked) % 1_500 == 0 ? Unknown : base.Classify(facts, why);
}

/// <summary>Answers otherwise when asked why.</summary>
internal sealed class MindsBeingAskedWhy : SoundRule
{
    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => why is not null && facts[Days] == 365 ? Here : base.Classify(facts, why);
}

/// <summary>Gives another reason every time.</summary>
internal sealed class ChangesItsReasons : SoundRule
{
    private int _asked;

    public override Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        why?.Because("test.asked", Interlocked.Increment(ref _asked));
        return base.Classify(facts, why);
    }
}

/// <summary>Compares a customer with the first of its batch.</summary>
internal sealed class LooksAtItsNeighbours : SoundBatchRule
{
    public override async ValueTask ClassifyAsync(RuleBatch batch, CancellationToken cancellationToken)
    {
        await base.ClassifyAsync(batch, cancellationToken);
        for (int row = 1; row < batch.Count; row++)
        {
            batch.Answer(row, batch[row][Facts.DaysSinceLastOrder] == batch[0][Facts.DaysSinceLastOrder] ? Here : batch.Answers[row]);
        }
    }
}

/// <summary>Leaves the last row of a batch without an answer.</summary>
internal sealed class ForgetsTheLastRow : SoundBatchRule
{
    public override async ValueTask ClassifyAsync(RuleBatch batch, CancellationToken cancellationToken)
    {
        await base.ClassifyAsync(batch, cancellationToken);
        batch.Answer(batch.Count - 1, default);
    }
}

/// <summary>Promises to say when time changes an answer, and does not.</summary>
internal sealed class BreaksItsPromise : SoundRule
{
    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => facts[Days] is not { } days ? Unknown : days <= 30 ? Here : Gone;
}

/// <summary>Says a day too late when time changes an answer.</summary>
internal sealed class AsksADayTooLate : SoundRule
{
    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => facts[Days] is not { } days ? Unknown : days <= 30 ? Here.RecheckIn(32 - days) : Gone;
}

/// <summary>Makes something for every customer.</summary>
internal sealed class Allocates : SoundRule
{
    public override Verdict Classify(in CustomerFacts facts, Explanation? why) => Verdict.Of(new string(facts[Days] <= 30 ? "here" : "gone"));
}
