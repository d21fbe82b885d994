using System.Globalization;

namespace Crm.Sdk.Credit;

/// <summary>One class of a characteristic's values, with how many good and bad cases it had where the scorecard was made.</summary>
/// <remarks>Takes either numbers from <see cref="From"/> up to but without <see cref="Below"/>, or the texts of <see cref="Texts"/>, or cases of which nothing is known. Immutable and thread-safe.</remarks>
public sealed record ScorecardBin
{
    /// <summary>The least number that belongs to it; null for no least one.</summary>
    public double? From { get; init; }

    /// <summary>The least number that does not belong to it any more; null for no such number.</summary>
    public double? Below { get; init; }

    /// <summary>The texts that belong to it; empty for a class of numbers.</summary>
    public ValueList<string> Texts { get; init; }

    /// <summary>Whether cases of which nothing is known belong to it.</summary>
    public bool IsNothing { get; init; }

    /// <summary>How many good cases it had.</summary>
    public required long Good { get; init; }

    /// <summary>How many bad cases it had.</summary>
    public required long Bad { get; init; }

    /// <summary>The weight of evidence, ln(share of the bad ÷ share of the good): above 0 is riskier than the whole.</summary>
    public required double Weight { get; init; }

    /// <summary>The values it takes, such as <c>[8, 16)</c> or <c>A11, A12</c>.</summary>
    public override string ToString() =>
        !Texts.IsEmpty ? string.Join(", ", Texts)
        : IsNothing ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"[{(From is { } from ? from.ToString("0.######", CultureInfo.InvariantCulture) : "-∞")}, {(Below is { } below ? below.ToString("0.######", CultureInfo.InvariantCulture) : "∞")})");
}
