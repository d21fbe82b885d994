namespace Crm.Sdk.Credit;

/// <summary>The answer of a check: what to do with the order, why, and the arithmetic (CR-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Outcome">What to do.</param>
/// <param name="Findings">What rules found, in the order of the rules; also what an exclusion or a release overrides.</param>
/// <param name="Arithmetic">The exposure with the order against the limits, line by line.</param>
public sealed record CreditCheckAnswer(CreditOutcome Outcome, ValueList<CreditFinding> Findings, ValueList<CreditSum> Arithmetic)
{
    /// <summary>The exposure without the order; null where there is no account.</summary>
    public Money? Exposure => Of(CreditLineTypes.Exposure);

    /// <summary>The exposure with the order; null where there is no account or no rate.</summary>
    public Money? Total => Of(CreditLineTypes.Total);

    /// <summary>The account's limit; null where none is in force.</summary>
    public Money? Limit => Of(CreditLineTypes.Limit);

    /// <summary>What is left of the account's limit without the order; less than 0 where it is overdrawn, null where no limit is in force.</summary>
    public Money? Available => Of(CreditLineTypes.Available);

    private Money? Of(string type) => Arithmetic.FirstOrDefault(sum => sum.Type == type)?.Amount;
}
