using System.Globalization;

namespace Crm.Sdk.TestSupport;

/// <summary>Where a law's random cases start: <c>seed,gamma</c> for a whole run, <c>seed,gamma,size</c> for the one case that failed.</summary>
public readonly record struct LawSeed(ulong Seed, ulong Gamma, int? Size)
{
    /// <summary>The environment variable that replays a law.</summary>
    public const string Variable = "CRM_TEST_SEED";

    /// <summary>The seed of <see cref="Variable"/>, or null when it is not set.</summary>
    public static LawSeed? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? Parse(text) : null;

    /// <exception cref="FormatException">The text is not two or three numbers.</exception>
    public static LawSeed Parse(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        int size = 0;
        return parts.Length is 2 or 3
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong gamma)
            && gamma % 2 == 1
            && (parts.Length == 2 || int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out size))
            ? new LawSeed(seed, gamma, parts.Length == 3 ? size : null)
            : throw new FormatException($"{Variable} is 'SEED,GAMMA' or 'SEED,GAMMA,SIZE' with an odd gamma, as a broken law prints it, not '{text}'.");
    }

    public override string ToString() =>
        Size is { } size ? string.Create(CultureInfo.InvariantCulture, $"{Seed},{Gamma},{size}") : string.Create(CultureInfo.InvariantCulture, $"{Seed},{Gamma}");
}
