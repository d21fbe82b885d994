using System.Runtime.CompilerServices;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>One piece of evidence on an indicator or a veto, 资信信息: what, from whom, of when, and how far to trust it (CR-1).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CreditEvidence
{
    /// <summary>The greatest length of the document's reference, in UTF-16 units.</summary>
    public const int MaxDocumentLength = 500;

    /// <summary>What it speaks of: the code of an indicator or a veto.</summary>
    public required string Indicator { get; init; }

    /// <summary>The value, in the indicator's unit; a finite number. A yes is 1, a no is 0.</summary>
    public required double Value { get; init; }

    /// <summary>The day of which it speaks.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Where it comes from, a code of <see cref="CreditSources"/> or another one.</summary>
    public required string Source { get; init; }

    /// <summary>How far to trust it, from 0 (not at all) to 1 (fully).</summary>
    public double Reliability { get; init; } = 1;

    /// <summary>What was investigated, a code of <see cref="CreditInvestigations"/> or another one.</summary>
    public string? Investigation { get; init; }

    /// <summary>The key of the employee who found it.</summary>
    public string? Investigator { get; init; }

    /// <summary>The document behind it, such as a file's name or a report's number.</summary>
    public string? Document { get; init; }

    /// <summary>Checks the evidence.</summary>
    /// <exception cref="CrmException">CRM1030: a code has another form. CRM6202: the value is no finite number, the reliability is not from 0 to 1, or a text is too long.</exception>
    public void Check()
    {
        Require.Code(Indicator, "evidence.indicator");
        Require.Code(Source, "evidence.source");
        Require.Code(Investigation, "evidence.investigation");
        That(double.IsFinite(Value), "value", $"{Value} is no finite number");
        That(Reliability is >= 0 and <= 1, "reliability", $"{Reliability} is not from 0 to 1");
        That(Document is null or { Length: <= MaxDocumentLength }, "document", $"the text has more than {MaxDocumentLength} characters");
    }

    private void That(bool holds, string field, [InterpolatedStringHandlerArgument(nameof(holds))] RuleText rule)
    {
        if (!holds)
        {
            throw new CrmException(CreditErrorCodes.BadEvidence, $"evidence on '{Indicator}', {field}: {rule.ToStringAndClear()}.");
        }
    }
}
