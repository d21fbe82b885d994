namespace Crm.Sdk.Loyalty;

/// <summary>What a member may do how often and for how long, 权益.</summary>
/// <param name="Privilege">The privilege's code, such as <c>lounge</c>.</param>
/// <param name="Count">How often; null for any number of times.</param>
/// <param name="Days">For how many days of 24 hours from when it is given; null for ever.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PrivilegeTerms(string Privilege, int? Count, int? Days = null)
{
    internal void Check(string field)
    {
        Require.Code(Privilege, $"{field}.privilege");
        Require.InRange(Count, 1, 1_000_000, $"{field}.count");
        Require.InRange(Days, 1, 36_600, $"{field}.days");
    }
}
