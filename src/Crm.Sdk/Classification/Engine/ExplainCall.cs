namespace Crm.Sdk.Classification;

/// <summary>Asks one rule for one customer, with reasons.</summary>
internal sealed class ExplainCall(IRule rule, FactTable facts)
{
    public Verdict Verdict { get; private set; }

    public ValueList<Reason> Reasons { get; private set; }

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (rule is IClassificationRule single)
        {
            var why = new Explanation();
            Verdict = single.Classify(facts[0], why);
            Reasons = why.Reasons.ToValueList();
        }
        else
        {
            var batch = new RuleBatch(facts, explain: true);
            await ((IBatchRule)rule).ClassifyAsync(batch, cancellationToken).ConfigureAwait(false);
            Verdict = batch.Answers[0];
            Reasons = batch.Why(0)!.Reasons.ToValueList();
        }

        rule.Descriptor.IndexOf(Verdict); // a label that is not declared is an error here as in a run
    }
}
