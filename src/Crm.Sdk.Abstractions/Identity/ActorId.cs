namespace Crm.Sdk;

/// <summary>Names who acts: a person's login, a job or a plugin. It stands on every revision and audit row.</summary>
/// <remarks>Compared by code point, case-sensitively. Immutable and thread-safe.</remarks>
public readonly record struct ActorId
{
    /// <summary>The greatest length of an actor's name, in UTF-16 units.</summary>
    public const int MaxLength = 128;

    private readonly string? _value;

    /// <summary>Makes an actor id of a name.</summary>
    /// <param name="value">1 to <see cref="MaxLength"/> characters, without control characters.</param>
    /// <exception cref="CrmException">CRM1001: the name is empty, too long or has a control character.</exception>
    public ActorId(string value) => _value = CanonicalText.Require(value, MaxLength, "actor");

    /// <summary>The name. An uninitialised id reads as the empty text.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Makes an actor id of a name, with the checks of the constructor.</summary>
    public static implicit operator ActorId(string value) => new(value);

    /// <summary>Makes an actor id of a name, with the checks of the constructor.</summary>
    public static ActorId FromString(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
