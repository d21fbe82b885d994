namespace Crm.Sdk.Loyalty;

/// <summary>A posting of the ledger by which an earning was paid.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="Points">How many points; above 0.</param>
/// <param name="Reversed">How many of them were taken back since; 0 or more.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningPosting(string Key, string Wallet, long Points, long Reversed = 0)
{
    /// <summary>How many stand.</summary>
    public long Standing => Points - Reversed;

    internal void Check() => Require.That(Points > 0 && Reversed >= 0 && Reversed <= Points, "points-earning.posting", $"{Reversed} of {Points} points cannot have been taken back");
}
