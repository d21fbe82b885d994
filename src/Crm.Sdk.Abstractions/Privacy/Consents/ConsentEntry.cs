using NodaTime;

namespace Crm.Sdk.Privacy;

/// <summary>One entry of the history of consents, 授权记录: who agreed to what or withdrew it, when, how, and what shows it (PS-1). Entries are only added.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentEntry
{
    /// <summary>Stands for every purpose.</summary>
    public const string EveryPurpose = "*";

    /// <summary>The greatest length of a purpose, in UTF-16 units.</summary>
    public const int MaxPurposeLength = 64;

    /// <summary>The greatest length of a proof, in UTF-16 units.</summary>
    public const int MaxProofLength = 1_000;

    /// <summary>The entry's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>What for: the purpose of messages, such as <c>marketing</c>, or <see cref="EveryPurpose"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>By which channel; null for every one.</summary>
    public string? Channel { get; init; }

    /// <summary>What the customer said.</summary>
    public required ConsentState State { get; init; }

    /// <summary>When the customer said so, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>How, of <see cref="ConsentMethods"/> or another code.</summary>
    public required string Method { get; init; }

    /// <summary>What shows it: the form's number, the recording, the message; null where nothing does.</summary>
    public string? Proof { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new entry.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="channel">By which channel; null for every one.</param>
    /// <param name="state">What the customer said.</param>
    /// <param name="at">When.</param>
    /// <param name="method">How.</param>
    /// <param name="proof">What shows it.</param>
    public static ConsentEntry Of(CustomerId customer, string purpose, string? channel, ConsentState state, Instant at, string method, string? proof = null) => new()
    {
        Id = RecordId.New(), Customer = customer, Purpose = purpose, Channel = channel, State = state, At = at.FloorToMicrosecond(), Method = method, Proof = proof,
    };

    internal void Check()
    {
        Require.That(Purpose == EveryPurpose || Require.IsCode(Purpose), "consent.purpose", $"'{Purpose}' is no purpose; give a code such as marketing, or {EveryPurpose} for every one");
        Require.NotEmpty(Channel, "consent.channel");
        Require.NotEmpty(Proof, "consent.proof");
        Require.Code(Method, "consent.method");
        Require.Defined((ConsentState?)State, "consent.state");
    }
}
