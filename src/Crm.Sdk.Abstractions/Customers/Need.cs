using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>What a customer wants, 客户需求: how much, in which form, and whether he confirmed it (SV-5).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Need
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of description, specification and expectation each, in UTF-16 units.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>The need's id.</summary>
    public required NeedId Id { get; init; }

    /// <summary>The key by which other systems know the need; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>Whose need it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>What is wanted.</summary>
    public required string Description { get; init; }

    /// <summary>Core or side; null where it is not known yet.</summary>
    public NeedLevel? Level { get; init; }

    /// <summary>How strongly it is felt, 1 (weak) to 5 (strong); null where it is not known yet.</summary>
    public int? Intensity { get; init; }

    /// <summary>What exactly it has to be, where the customer wants it made to measure.</summary>
    public string? Specification { get; init; }

    /// <summary>What the customer expects of it.</summary>
    public string? Expectation { get; init; }

    /// <summary>The day on which the customer confirmed the expectation; null while he has not.</summary>
    public LocalDate? ConfirmedOn { get; init; }

    /// <summary>The key of the employee to whom he confirmed it.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>The day on which the need was learnt of.</summary>
    public LocalDate? LearntOn { get; init; }

    /// <summary>How it was learnt of, a code of <see cref="NeedChannels"/> or another one.</summary>
    public string? Channel { get; init; }

    /// <summary>The key of the product that fits it.</summary>
    public string? Product { get; init; }

    /// <summary>How far the recognition has come, a code of <see cref="NeedSteps"/> or another one.</summary>
    public string? Step { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new need.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="description">What is wanted.</param>
    /// <param name="channel">How it was learnt of, if that is known.</param>
    /// <exception cref="CrmException">CRM1002: the description is empty, too long, or has characters that cannot be kept. CRM1030: the channel is no code.</exception>
    public static Need Of(CustomerId customer, string description, string? channel = null)
    {
        var need = new Need
        {
            Id = NeedId.New(),
            Customer = customer,
            Description = CanonicalText.Require(description, MaxTextLength, "need.description"),
            Channel = channel,
        };
        need.Check();
        return need;
    }

    internal void Check()
    {
        Require.NotEmpty(Description, "need.description");
        Require.Defined(Level, "need.level");
        Require.InRange(Intensity, 1, 5, "need.intensity");
        Require.Code(Channel, "need.channel");
        Require.Code(Step, "need.step");
        Require.That(ConfirmedBy is null || ConfirmedOn is not null, "need.confirmed-on", "who took the confirmation is given without its day; give the day too");
    }
}
