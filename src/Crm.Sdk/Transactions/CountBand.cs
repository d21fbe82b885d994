using System.Globalization;

namespace Crm.Sdk.Transactions;

/// <summary>How many of something have a number within bounds, such as customers with five to nine purchases.</summary>
/// <param name="From">The least number.</param>
/// <param name="To">The greatest number; null where there is none.</param>
/// <param name="Count">How many have one within.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CountBand(int From, int? To, long Count)
{
    /// <summary>The bounds as text: <c>3</c>, <c>5–9</c>, <c>10+</c>.</summary>
    public string Bounds => To is not { } to ? string.Create(CultureInfo.InvariantCulture, $"{From}+")
        : to == From ? string.Create(CultureInfo.InvariantCulture, $"{From}")
        : string.Create(CultureInfo.InvariantCulture, $"{From}–{to}");
}
