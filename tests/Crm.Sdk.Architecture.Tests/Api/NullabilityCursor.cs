namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>Walks the nullability that the compiler stored for one signature position, one state for each reference type in it, outermost first.</summary>
public sealed class NullabilityCursor(IReadOnlyList<byte> states, byte otherwise)
{
    private const byte MayBeNull = 2;
    private int _next;

    /// <summary>For code compiled without nullable annotations.</summary>
    public static NullabilityCursor Oblivious => new([], 0);

    /// <summary><c>?</c> when the next reference type may be null, else nothing.</summary>
    public string NextMark() => Next() == MayBeNull ? "?" : string.Empty;

    /// <summary>Passes over a generic value type, which has a state without meaning.</summary>
    public void Skip() => Next();

    // One state stands for all of them.
    private byte Next() => states.Count switch
    {
        0 => otherwise,
        1 => states[0],
        _ => _next < states.Count ? states[_next++] : (byte)0,
    };
}
