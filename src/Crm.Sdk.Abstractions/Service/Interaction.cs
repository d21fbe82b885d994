using NodaTime;

namespace Crm.Sdk.Service;

/// <summary>An exchange with a customer, 互动: an inquiry, a call, a message, a visit, a complaint, before, during or after the sale (SV-1).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Interaction
{
    /// <summary>The greatest length of external key and thread key each, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the subject, in UTF-16 units.</summary>
    public const int MaxSubjectLength = 500;

    /// <summary>The greatest length of the text, in UTF-16 units.</summary>
    public const int MaxTextLength = 100_000;

    /// <summary>The greatest length of outcome and next step each, in UTF-16 units.</summary>
    public const int MaxOutcomeLength = 1_000;

    /// <summary>The interaction's id.</summary>
    public required InteractionId Id { get; init; }

    /// <summary>The key by which other systems know it, such as a message's id; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>With whom.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>When it began, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>How long it took, whole seconds; null where that is not known.</summary>
    public Duration? Length { get; init; }

    /// <summary>The type's code, of <see cref="InteractionTypes"/> or another one.</summary>
    public required string Type { get; init; }

    /// <summary>Before, during or after the sale; null where that is not known.</summary>
    public InteractionPhase? Phase { get; init; }

    /// <summary>Who turned to whom; null where that is not known.</summary>
    public InteractionDirection? Direction { get; init; }

    /// <summary>Whether we acted of our own accord; null where that is not known.</summary>
    public InteractionInitiative? Initiative { get; init; }

    /// <summary>The channel's code, of <see cref="InteractionChannels"/> or another one.</summary>
    public string? Channel { get; init; }

    /// <summary>The key of the employee.</summary>
    public string? Employee { get; init; }

    /// <summary>The department.</summary>
    public string? Department { get; init; }

    /// <summary>The contact person at the enterprise.</summary>
    public ContactPersonId? ContactPerson { get; init; }

    /// <summary>What it was about, in a line.</summary>
    public string? Subject { get; init; }

    /// <summary>What was said or written.</summary>
    public string? Text { get; init; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; init; }

    /// <summary>What is to be done next.</summary>
    public string? NextStep { get; init; }

    /// <summary>The key that all interactions of one exchange share, such as that of a mail thread.</summary>
    public string? Thread { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new interaction.</summary>
    /// <param name="customer">With whom.</param>
    /// <param name="type">The type's code.</param>
    /// <param name="at">When it began.</param>
    /// <exception cref="CrmException">CRM1030: the code has another form.</exception>
    public static Interaction Of(CustomerId customer, string type, Instant at)
    {
        var interaction = new Interaction { Id = InteractionId.New(), Customer = customer, Type = type, At = at.FloorToMicrosecond() };
        interaction.Check();
        return interaction;
    }

    internal void Check()
    {
        Require.Code(Type, "interaction.type");
        Require.Code(Channel, "interaction.channel");
        Require.Defined(Phase, "interaction.phase");
        Require.Defined(Direction, "interaction.direction");
        Require.Defined(Initiative, "interaction.initiative");
        Require.That(
            Length is not { } length || (length >= Duration.Zero && length <= Duration.FromDays(366) && length.SubsecondNanoseconds == 0),
            "interaction.length",
            $"{Length} is no length; give whole seconds, none to 366 days");
    }
}
