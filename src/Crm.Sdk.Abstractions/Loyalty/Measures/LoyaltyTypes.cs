namespace Crm.Sdk.Loyalty;

/// <summary>The built-in types of loyalty, 忠诚类型 (LO-5, G17): what keeps the customer.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LoyaltyTypes
{
    /// <summary>Monopoly, 垄断忠诚: there is nobody else to buy from.</summary>
    public const string Monopoly = "monopoly";

    /// <summary>Kinship, 亲缘忠诚: the customer is of the staff or related to them.</summary>
    public const string Kinship = "kinship";

    /// <summary>Benefit, 利益忠诚: the extras that are given.</summary>
    public const string Benefit = "benefit";

    /// <summary>Inertia, 惰性忠诚: habit and convenience, without much liking.</summary>
    public const string Inertia = "inertia";

    /// <summary>Trust, 信赖忠诚: the customer is convinced.</summary>
    public const string Trust = "trust";

    /// <summary>Latent, 潜在忠诚: the customer would like to buy more, and something is in the way.</summary>
    public const string Latent = "latent";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "loyalty-type",
        new(Monopoly, "Monopoly", "垄断忠诚"),
        new(Kinship, "Kinship", "亲缘忠诚"),
        new(Benefit, "Benefit", "利益忠诚"),
        new(Inertia, "Inertia", "惰性忠诚"),
        new(Trust, "Trust", "信赖忠诚"),
        new(Latent, "Latent", "潜在忠诚"));
}
