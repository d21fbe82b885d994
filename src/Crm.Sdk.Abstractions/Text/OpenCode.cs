namespace Crm.Sdk;

/// <summary>A built-in member of an open set: the code that is stored, and its title in English and Chinese.</summary>
/// <remarks>
/// Sets that hosts and plugins may extend are kept as codes: lower-case ASCII letters, digits, <c>-</c> and <c>.</c>, beginning with a letter; plugins prefix theirs
/// (<c>acme.demo</c>). Closed sets are enums. Immutable and thread-safe.
/// </remarks>
/// <param name="Code">The code, at most <see cref="MaxLength"/> characters.</param>
/// <param name="English">The title in English.</param>
/// <param name="Chinese">The title in Chinese.</param>
public sealed record OpenCode(string Code, string English, string Chinese)
{
    /// <summary>The greatest length of a code.</summary>
    public const int MaxLength = 64;

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
