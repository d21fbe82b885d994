namespace Crm.Sdk.Loyalty;

/// <summary>At most how many points a rule gives. Points that a return takes back do not make room again.</summary>
/// <param name="Scope">Over what.</param>
/// <param name="Points">How many; 0 or more.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningCap(EarningCapScope Scope, long Points)
{
    internal void Check(string field)
    {
        Require.Defined((EarningCapScope?)Scope, field);
        Require.InRange(Points, 0, EarningRule.MaxPoints, field);
    }
}
