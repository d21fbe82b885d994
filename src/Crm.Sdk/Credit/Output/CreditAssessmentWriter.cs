using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Texts;
using NodaTime.Text;

namespace Crm.Sdk.Credit;

/// <summary>Writes an assessment as JSON: what <c>crm credit assess --json</c> answers.</summary>
/// <remarks>Thread-safe. The texts of reasons are looked up once in each language.</remarks>
/// <param name="texts">The texts of reasons.</param>
public sealed class CreditAssessmentWriter(CrmTexts texts)
{
    private const int StackChars = 512;

    private static readonly CodeList[] Titled = [CreditIndicators.List, CreditSources.List, CreditCriteria.List, FinancialFigures.List];

    private readonly ConcurrentDictionary<(string Code, string Culture), ReasonTemplate?> _templates = new();

    /// <summary>Writes the fields of one assessment into an object that the caller has begun.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="assessment">The assessment.</param>
    /// <param name="terms">The terms proposed for it.</param>
    /// <param name="culture">The language of reasons.</param>
    public void WriteFields(Utf8JsonWriter json, CreditAssessment assessment, CreditTerms terms, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(assessment);
        ArgumentNullException.ThrowIfNull(terms);
        json.WriteString("customer"u8, assessment.Customer);
        json.WriteString("model"u8, assessment.Model);
        json.WriteNumber("modelVersion"u8, assessment.ModelVersion);
        json.WriteString("asOf"u8, LocalDatePattern.Iso.Format(assessment.AsOf));
        json.WriteString("grade"u8, assessment.Grade.ToString());
        json.WriteNumber("score"u8, assessment.Score);
        json.WriteNumber("confidence"u8, Short(assessment.Confidence));
        json.WriteStartArray("criteria"u8);
        foreach (CriterionScore criterion in assessment.Criteria)
        {
            Write(json, criterion, culture);
        }

        json.WriteEndArray();
        Reasons(json, "limits"u8, assessment.Limits, culture);
        Strings(json, "vetoes"u8, assessment.Vetoes);
        Missing(json, assessment, culture);
        Raises(json, assessment);
        WriteTerms(json, terms, culture);
        json.WriteString("validUntil"u8, LocalDatePattern.Iso.Format(assessment.ValidUntil));
    }

    /// <summary>Writes a reason as a sentence, without making a text of it first where its text is a plain one.</summary>
    private void WriteText(Utf8JsonWriter json, Reason reason, CultureInfo culture)
    {
        ReasonTemplate? template = _templates.GetOrAdd((reason.Code, culture.Name), static (key, at) => at.Texts.Find(key.Code, at.Culture) is { } text ? ReasonTemplate.Parse(text) : null, (Texts: texts, Culture: culture));
        if (template?.Takes(reason.Args.Count) != true)
        {
            json.WriteStringValue(Text(reason, culture));
            return;
        }

        var sentence = new DefaultInterpolatedStringHandler(0, 0, culture, stackalloc char[StackChars]);
        foreach ((string literal, int argument) in template.Parts)
        {
            sentence.AppendLiteral(literal);
            if (argument >= 0)
            {
                ReasonArg arg = reason.Args[argument];
                if (arg.Kind == ReasonArgKind.Text)
                {
                    sentence.AppendLiteral(TitleOf(arg.Text, culture));
                }
                else
                {
                    sentence.AppendFormatted(arg);
                }
            }
        }

        json.WriteStringValue(sentence.Text);
        sentence.Clear();
    }

    /// <summary>A reason as a sentence; the indicator's and the source's codes are written by their titles.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="culture">The language.</param>
    public string Text(Reason reason, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return texts.Of(reason with { Args = reason.Args.Select(arg => arg.Kind == ReasonArgKind.Text ? TitleOf(arg.Text, culture) : arg).ToValueList() }, culture);
    }

    private static string TitleOf(string code, CultureInfo culture)
    {
        foreach (CodeList list in Titled)
        {
            if (list.Find(code) is not null)
            {
                return list.TitleOf(code, culture);
            }
        }

        return code;
    }

    private static double Short(double value) => Math.Round(value, 6);

    private void Reasons(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<Reason> reasons, CultureInfo culture)
    {
        json.WriteStartArray(name);
        foreach (Reason reason in reasons)
        {
            WriteText(json, reason, culture);
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Raises(Utf8JsonWriter json, CreditAssessment assessment)
    {
        json.WriteStartArray("toRaise"u8);
        foreach (GradeRaise way in assessment.ToRaise)
        {
            json.WriteStartObject();
            json.WriteString("grade"u8, way.Grade.ToString());
            json.WriteNumber("score"u8, way.Score);
            json.WriteStartArray("steps"u8);
            foreach (GradeRaiseStep step in way.Steps)
            {
                json.WriteStartObject();
                json.WriteString("criterion"u8, step.Criterion);
                json.WriteString("indicator"u8, step.Indicator);
                json.WriteNumber(step.Direction == IndicatorDirection.HigherIsBetter ? "atLeast"u8 : "atMost"u8, step.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Missing(Utf8JsonWriter json, CreditAssessment assessment, CultureInfo culture)
    {
        json.WriteStartArray("missing"u8);
        foreach (MissingEvidence missing in assessment.Missing)
        {
            json.WriteStartObject();
            json.WriteString("criterion"u8, missing.Criterion);
            json.WriteString("indicator"u8, missing.Indicator);
            json.WritePropertyName("reason"u8);
            WriteText(json, missing.Reason, culture);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, CriterionScore criterion, CultureInfo culture)
    {
        json.WriteStartObject();
        json.WriteString("criterion"u8, criterion.Criterion);
        json.WriteNumber("score"u8, Short(criterion.Score));
        json.WriteNumber("weight"u8, criterion.Weight);
        json.WriteNumber("confidence"u8, Short(criterion.Confidence));
        json.WriteStartArray("indicators"u8);
        foreach (IndicatorScore indicator in criterion.Indicators)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, indicator.Indicator);
            if (indicator.Value is { } value)
            {
                json.WriteNumber("value"u8, value);
            }
            else
            {
                json.WriteNull("value"u8);
            }

            json.WriteNumber("score"u8, Short(indicator.Score));
            json.WriteString("source"u8, indicator.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Reasons(json, "reasons"u8, criterion.Reasons, culture);
        json.WriteEndObject();
    }

    private void WriteTerms(Utf8JsonWriter json, CreditTerms terms, CultureInfo culture)
    {
        if (terms.Limit is { } limit)
        {
            json.WritePropertyName("proposedLimit"u8);
            Write(json, limit);
        }
        else
        {
            json.WriteNull("proposedLimit"u8);
        }

        json.WriteString("bindingFormula"u8, terms.Binding);
        json.WriteStartArray("proposals"u8);
        foreach (LimitProposal proposal in terms.Proposals)
        {
            json.WriteStartObject();
            json.WriteString("formula"u8, proposal.Formula);
            json.WritePropertyName("limit"u8);
            Write(json, proposal.Amount);
            json.WritePropertyName("reason"u8);
            WriteText(json, proposal.Reason, culture);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("proposedTermDays"u8, terms.TermDays);
    }

    private static void Write(Utf8JsonWriter json, Money money)
    {
        json.WriteStartObject();
        json.WriteNumber("amount"u8, money.Amount);
        json.WriteString("currency"u8, money.Currency.Code);
        json.WriteEndObject();
    }
}
