namespace Crm.Sdk.Credit;

/// <summary>The built-in credit policy.</summary>
/// <remarks>Our own choice, meant to be replaced. Immutable and thread-safe.</remarks>
public static class CreditPolicies
{
    /// <summary>A tenth, a twentieth and a fiftieth of net worth for A, B and C; 1.25, 1 and 0.5 times the peers; nothing for D: <c>crm.standard</c>.</summary>
    public static CreditPolicy Standard { get; } = new(
        "crm.standard",
        version: 1,
        [new(CreditGrade.A, 0.10m, 1.25m), new(CreditGrade.B, 0.05m, 1), new(CreditGrade.C, 0.02m, 0.5m), new(CreditGrade.D, 0, 0)]);
}
