using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Testing;

/// <summary>Random texts for FsCheck, chosen to be unkind: what sorts, folds, escapes or normalises differently somewhere.</summary>
/// <remarks>Thread-safe.</remarks>
public static class TextGen
{
    // A few letters, so that texts collide and share prefixes.
    private static readonly string[] Plain = ["a", "b", "A", "B"];

    // Both sides of the surrogates, where the order of UTF-16 units is not that of code points, and the last characters.
    private static readonly string[] AroundSurrogates = ["\uD7FF", "\uE000", "\uFB01", "\uFFFD", "\uFFFF", "\U00010000", "😀", "\U0010FFFF"];

    // Quotes and wildcards, case pairs that are none, letters that compose, and controls.
    private static readonly string[] Unkind =
    [
        " ", "0", "-", "'", "\"", "\\", "%", "_", "*", "[", "/", ":", "é", "e\u0301", "ß", "ſ", "İ", "ı", "ǰ", "Ω", "中", "文", "한", "\u200D", "\u0301", "\u007F", "\u0080", "\u2028", "\u0001", "\t", "\n", "\r",
    ];

    /// <summary>Texts in canonical form (<see cref="CanonicalText"/>): normalisation form C, no lone surrogate, no U+0000; the empty one among them.</summary>
    /// <param name="maxLength">The greatest length in UTF-16 units; 0 or more.</param>
    public static Gen<string> Canonical(int maxLength = 6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        Gen<string> piece = Gen.Frequency((3, Gen.Elements(Plain)), (1, Gen.Elements(AroundSurrogates)), (2, Gen.Elements(Unkind)));
        return Gen.Choose(0, Math.Min(maxLength, 6)).SelectMany(count => piece.ArrayOf(count)).Select(pieces => Fit(string.Concat(pieces), maxLength));
    }

    private static string Fit(string text, int maxLength)
    {
        string normal = text.Normalize(NormalizationForm.FormC);
        while (normal.Length > maxLength)
        {
            int drop = char.IsLowSurrogate(normal[^1]) ? 2 : 1;
            normal = normal[..^drop].Normalize(NormalizationForm.FormC);
        }

        return normal;
    }
}
