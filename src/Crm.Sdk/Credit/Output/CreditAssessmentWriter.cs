using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Texts;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Credit;

/// <summary>Writes an assessment as JSON: what <c>crm credit assess --json</c> answers.</summary>
/// <remarks>Thread-safe. The texts of reasons are looked up once in each language.</remarks>
/// <param name="texts">The texts of reasons.</param>
public sealed class CreditAssessmentWriter(CrmTexts texts)
{
    private const int StackChars = 512;

    private static readonly CodeList[] Titled = [CreditIndicators.List, CreditSources.List, CreditCriteria.List, FinancialFigures.List];

    private readonly ConcurrentDictionary<string, ReasonLanguage> _languages = new(StringComparer.Ordinal);

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
        ReasonLanguage language = LanguageOf(culture);
        json.WriteString("customer"u8, assessment.Customer);
        json.WriteString("model"u8, assessment.Model);
        json.WriteNumber("modelVersion"u8, assessment.ModelVersion);
        Day(json, "asOf"u8, assessment.AsOf);
        json.WriteString("grade"u8, assessment.Grade.ToString());
        json.WriteNumber("score"u8, assessment.Score);
        json.WriteNumber("confidence"u8, Short(assessment.Confidence));
        json.WriteStartArray("criteria"u8);
        foreach (CriterionScore criterion in assessment.Criteria)
        {
            Write(json, criterion, language);
        }

        json.WriteEndArray();
        Reasons(json, "limits"u8, assessment.Limits, language);
        Strings(json, "vetoes"u8, assessment.Vetoes);
        Missing(json, assessment, language);
        Raises(json, assessment);
        WriteTerms(json, terms, language);
        Day(json, "validUntil"u8, assessment.ValidUntil);
        Gaps(json, assessment.Information.Gaps);
    }

    /// <summary>Writes a reason as a sentence, without making a text of it first where its text is a plain one.</summary>
    private void WriteText(Utf8JsonWriter json, Reason reason, ReasonLanguage language)
    {
        ReasonTemplate? template = language.TemplateOf(reason.Code);
        if (template?.Takes(reason.Args.Count) != true)
        {
            json.WriteStringValue(Text(reason, language.Culture));
            return;
        }

        var sentence = new DefaultInterpolatedStringHandler(0, 0, language.Culture, stackalloc char[StackChars]);
        foreach ((string literal, int argument) in template.Parts)
        {
            sentence.AppendLiteral(literal);
            if (argument >= 0)
            {
                ReasonArg arg = reason.Args[argument];
                if (arg.Kind == ReasonArgKind.Text)
                {
                    sentence.AppendLiteral(language.TitleOf(arg.Text));
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

    /// <summary>A reason as a sentence; codes of indicators, sources, criteria and figures are written by their titles, those of plugins by the texts that they bring under the code.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="culture">The language.</param>
    public string Text(Reason reason, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(culture);
        ReasonLanguage language = LanguageOf(culture);
        return texts.Of(reason with { Args = reason.Args.Select(arg => arg.Kind == ReasonArgKind.Text ? language.TitleOf(arg.Text) : arg).ToValueList() }, culture);
    }

    private ReasonLanguage LanguageOf(CultureInfo culture) => _languages.GetOrAdd(culture.Name, static (_, at) => new ReasonLanguage(at.Texts, Titled, at.Culture), (Texts: texts, Culture: culture));

    private static void Day(Utf8JsonWriter json, ReadOnlySpan<byte> name, LocalDate day)
    {
        Span<char> text = stackalloc char[IsoDay.Length];
        if (IsoDay.TryFormat(day, text, out _))
        {
            json.WriteString(name, text);
        }
        else
        {
            json.WriteString(name, LocalDatePattern.Iso.Format(day));
        }
    }

    /// <summary>What plugins did not give; left out where they gave all.</summary>
    private static void Gaps(Utf8JsonWriter json, ValueList<CreditGap> gaps)
    {
        if (gaps.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("gaps"u8);
        foreach (CreditGap gap in gaps)
        {
            json.WriteStartObject();
            json.WriteString("source"u8, gap.Source);
            json.WriteString("detail"u8, gap.Detail);
            Strings(json, "indicators"u8, gap.Indicators);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static double Short(double value) => Math.Round(value, 6);

    private void Reasons(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<Reason> reasons, ReasonLanguage language)
    {
        json.WriteStartArray(name);
        foreach (Reason reason in reasons)
        {
            WriteText(json, reason, language);
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

    private void Missing(Utf8JsonWriter json, CreditAssessment assessment, ReasonLanguage language)
    {
        json.WriteStartArray("missing"u8);
        foreach (MissingEvidence missing in assessment.Missing)
        {
            json.WriteStartObject();
            json.WriteString("criterion"u8, missing.Criterion);
            json.WriteString("indicator"u8, missing.Indicator);
            json.WritePropertyName("reason"u8);
            WriteText(json, missing.Reason, language);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Write(Utf8JsonWriter json, CriterionScore criterion, ReasonLanguage language)
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
        Reasons(json, "reasons"u8, criterion.Reasons, language);
        json.WriteEndObject();
    }

    private void WriteTerms(Utf8JsonWriter json, CreditTerms terms, ReasonLanguage language)
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
            WriteText(json, proposal.Reason, language);
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
