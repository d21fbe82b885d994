namespace Crm.Sdk.Loyalty;

/// <summary>A batch of customers on whom an <see cref="ILoyaltyMeasureSource"/> is to report what it knows.</summary>
/// <remarks>Used by one logical thread. Of no use after the call.</remarks>
public sealed class LoyaltyMeasureRequest
{
    private readonly List<LoyaltyFinding>?[] _found;

    /// <summary>Makes a batch.</summary>
    /// <param name="scope">The tenant and who asks.</param>
    /// <param name="asOf">The instant that the findings are for.</param>
    /// <param name="customers">The customers, each once.</param>
    public LoyaltyMeasureRequest(CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> customers)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Scope = scope;
        AsOf = asOf;
        Customers = customers;
        _found = new List<LoyaltyFinding>?[customers.Count];
    }

    /// <summary>The tenant and who asks.</summary>
    public CrmScope Scope { get; }

    /// <summary>The instant that the findings are for, and the zone in which days are counted. Nothing later may count.</summary>
    public AsOf AsOf { get; }

    /// <summary>The customers.</summary>
    public ValueList<LoyaltySubject> Customers { get; }

    /// <summary>Reports something that is known. What is not known is not reported.</summary>
    /// <param name="index">The place of the customer among <see cref="Customers"/>.</param>
    /// <param name="finding">What was found.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6482: the value is not from 0 to 1, no record stands behind it, or it speaks of a later day.</exception>
    public void Report(int index, LoyaltyFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        finding.Check();
        if (finding.Date > AsOf.Date)
        {
            throw new CrmException(LoyaltyMeasureErrorCodes.BadFinding, $"The finding on '{finding.Indicator}' of '{finding.Source}' speaks of {finding.Date:uuuu-MM-dd}, after the day that was asked for, {AsOf.Date:uuuu-MM-dd}.");
        }

        (_found[index] ??= []).Add(finding);
    }

    /// <summary>What was reported on a customer.</summary>
    /// <param name="index">The place of the customer among <see cref="Customers"/>.</param>
    public IReadOnlyList<LoyaltyFinding> Of(int index) => _found[index] ?? (IReadOnlyList<LoyaltyFinding>)[];
}
