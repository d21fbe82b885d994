using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a customer answered, or what somebody observed of it, that tells of its loyalty, 忠诚资料 (LO-4).</summary>
/// <remarks>The answer is kept as it was given, with its scale; <see cref="Value"/> is what it comes to. Immutable; thread-safe.</remarks>
public sealed record LoyaltyEvidence
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the document's reference, in UTF-16 units.</summary>
    public const int MaxDocumentLength = 500;

    /// <summary>The record's id.</summary>
    public required LoyaltyEvidenceId Id { get; init; }

    /// <summary>The key by which other systems know it, such as an answer's number; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>On whom.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>What it speaks of, a code of <see cref="LoyaltyIndicators"/> or another one.</summary>
    public required string Indicator { get; init; }

    /// <summary>The answer, on its scale.</summary>
    public required double Answer { get; init; }

    /// <summary>The scale, a code of <see cref="AnswerScales"/>.</summary>
    public string Scale { get; init; } = AnswerScales.Share;

    /// <summary>The day of the answer.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Where it comes from, a code of <see cref="LoyaltySources"/> or another one.</summary>
    public string Source { get; init; } = LoyaltySources.Survey;

    /// <summary>The key of the employee who asked or observed.</summary>
    public string? Investigator { get; init; }

    /// <summary>The document behind it, such as a survey's number.</summary>
    public string? Document { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The answer as a share, 0 to 1.</summary>
    public double Value => AnswerScales.Named(Scale).ShareOf(Answer);

    /// <summary>New evidence.</summary>
    /// <param name="customer">On whom.</param>
    /// <param name="indicator">What it speaks of.</param>
    /// <param name="scale">The scale of the answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="date">The day of the answer.</param>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6481: there is no such scale, or no such answer on it.</exception>
    public static LoyaltyEvidence Of(CustomerId customer, string indicator, string scale, double answer, LocalDate date)
    {
        var evidence = new LoyaltyEvidence { Id = LoyaltyEvidenceId.New(), Customer = customer, Indicator = indicator, Scale = scale, Answer = answer, Date = date };
        evidence.Check();
        return evidence;
    }

    internal void Check()
    {
        Require.NotEmpty(Key, "loyalty-evidence.key");
        Require.Code(Indicator, "loyalty-evidence.indicator");
        Require.Code(Source, "loyalty-evidence.source");
        _ = Value; // refuses an unknown scale, and an answer beside it
    }
}
