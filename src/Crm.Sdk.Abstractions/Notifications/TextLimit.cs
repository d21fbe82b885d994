namespace Crm.Sdk.Notifications;

/// <summary>How long a channel's text may be, and in which unit it is counted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TextLimit
{
    private TextLimit(int count, bool inBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        InBytes = inBytes;
    }

    /// <summary>No limit of the channel's own.</summary>
    public static TextLimit None { get; } = new(int.MaxValue, false);

    /// <summary>The greatest length.</summary>
    public int Count { get; }

    /// <summary>Whether UTF-8 bytes are counted; otherwise characters (Unicode scalar values).</summary>
    public bool InBytes { get; }

    /// <summary>A limit in characters (Unicode scalar values).</summary>
    public static TextLimit Characters(int count) => new(count, false);

    /// <summary>A limit in UTF-8 bytes, as WeCom counts.</summary>
    public static TextLimit Bytes(int count) => new(count, true);

    /// <summary>The length of a text in the limit's unit.</summary>
    public int Measure(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return InBytes ? System.Text.Encoding.UTF8.GetByteCount(text) : text.EnumerateRunes().Count();
    }
}
