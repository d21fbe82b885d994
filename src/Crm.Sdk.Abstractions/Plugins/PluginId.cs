using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Plugins;

/// <summary>Names a plugin for ever and everywhere: a reversed domain name in lower case, such as <c>com.acme.sms</c>.</summary>
/// <remarks>Compared and ordered by code point. Immutable and thread-safe.</remarks>
public readonly record struct PluginId : IComparable<PluginId>
{
    /// <summary>The greatest length of an id, in characters.</summary>
    public const int MaxLength = 100;

    private readonly string? _value;

    /// <summary>Makes a plugin id of its text.</summary>
    /// <param name="value">
    /// Two or more parts joined by <c>.</c>, at most <see cref="MaxLength"/> characters in all. A part is of <c>a</c>–<c>z</c>, <c>0</c>–<c>9</c> and
    /// <c>-</c>, and begins and ends with a letter or a digit; the first part begins with a letter.
    /// </param>
    /// <exception cref="CrmException">CRM1001: the text has another form.</exception>
    public PluginId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsValid(value))
        {
            throw new CrmException(
                ErrorCodes.BadIdentity,
                $"'{value}' is no plugin id: it takes a reversed domain name in lower case of at least two parts, such as com.acme.sms, {MaxLength} characters at most.");
        }

        _value = value;
    }

    /// <summary>The text. An uninitialised id reads as the empty text, which no plugin has.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Makes a plugin id of a text if the text has the form of one.</summary>
    /// <param name="value">The text; null is no id.</param>
    /// <param name="id">The id, or the uninitialised one.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out PluginId id)
    {
        bool valid = value is not null && IsValid(value);
        id = valid ? new PluginId(value!) : default;
        return valid;
    }

    /// <summary>Orders by code point.</summary>
    public int CompareTo(PluginId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether the left id stands before the right one.</summary>
    public static bool operator <(PluginId left, PluginId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left id stands after the right one.</summary>
    public static bool operator >(PluginId left, PluginId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left id does not stand after the right one.</summary>
    public static bool operator <=(PluginId left, PluginId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left id does not stand before the right one.</summary>
    public static bool operator >=(PluginId left, PluginId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsValid(string text)
    {
        if (text.Length is 0 or > MaxLength || text[0] is not (>= 'a' and <= 'z'))
        {
            return false;
        }

        int parts = 0;
        foreach (Range range in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> part = text.AsSpan()[range];
            if (part.IsEmpty || part[0] == '-' || part[^1] == '-' || part.ContainsAnyExcept(Allowed))
            {
                return false;
            }

            parts++;
        }

        return parts >= 2;
    }

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
