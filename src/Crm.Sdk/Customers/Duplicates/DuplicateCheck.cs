namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Which stored customers one customer may be.</summary>
/// <param name="Matches">The matches, the likeliest first.</param>
/// <param name="IsComplete">False where a look-up gave more candidates than are compared (500 a rule), so that there may be further matches.</param>
public sealed record DuplicateCheck(ValueList<DuplicateMatch> Matches, bool IsComplete);
