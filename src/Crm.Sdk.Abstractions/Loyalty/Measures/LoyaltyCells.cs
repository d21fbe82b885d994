namespace Crm.Sdk.Loyalty;

/// <summary>The four cells of attitude by behaviour (LO-5).</summary>
/// <remarks>
/// Source: A. S. Dick and K. Basu, Customer loyalty: toward an integrated conceptual framework, Journal of the Academy of Marketing Science 22(2), 1994, pages 99–113.
/// Immutable and thread-safe.
/// </remarks>
public static class LoyaltyCells
{
    /// <summary>High attitude, high behaviour: true loyalty, 真正忠诚.</summary>
    public const string True = "true";

    /// <summary>High attitude, low behaviour: latent loyalty, 潜在忠诚.</summary>
    public const string Latent = "latent";

    /// <summary>Low attitude, high behaviour: spurious loyalty, 虚假忠诚.</summary>
    public const string Spurious = "spurious";

    /// <summary>Low attitude, low behaviour: no loyalty, 不忠诚.</summary>
    public const string None = "none";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "loyalty-matrix",
        new(True, "True loyalty", "真正忠诚"),
        new(Latent, "Latent loyalty", "潜在忠诚"),
        new(Spurious, "Spurious loyalty", "虚假忠诚"),
        new(None, "No loyalty", "不忠诚"));

    /// <summary>The cell of two axes.</summary>
    /// <param name="attitudeIsHigh">Whether the attitude is high.</param>
    /// <param name="behaviourIsHigh">Whether repeat buying is high.</param>
    public static string Of(bool attitudeIsHigh, bool behaviourIsHigh) => (attitudeIsHigh, behaviourIsHigh) switch
    {
        (true, true) => True,
        (true, false) => Latent,
        (false, true) => Spurious,
        _ => None,
    };
}
