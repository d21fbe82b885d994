using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crm.Sdk.Storage;
using NodaTime.Text;

namespace Crm.Sdk.Credit;

/// <summary>Records answered questionnaires of the internal inquiry: each answer becomes evidence in the customer's credit file, with source, investigator, day and reliability (CR-1, G18).</summary>
/// <remarks>A thread-safe singleton. Evidence is added to the caller's session and written by its commit. The same inquiry recorded again (customer, questionnaire, investigator and day) takes the place of what it said before.</remarks>
/// <param name="settings">The questionnaires.</param>
public sealed class CreditInquiryDesk(CreditInquirySettings settings)
{
    private const int KeyBytes = 16;

    /// <summary>Records an inquiry.</summary>
    /// <param name="session">The session.</param>
    /// <param name="inquiry">What was answered.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The evidence, in the order of the questions.</returns>
    /// <exception cref="CrmException">CRM6262: there is no such questionnaire or question, an answer is none of the question's, nothing was answered, or nobody asked. CRM6202: the evidence breaks a rule.</exception>
    public async Task<IReadOnlyList<CreditEvidenceRecord>> RecordAsync(ICrmSession session, CreditInquiry inquiry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(inquiry);
        CreditQuestionnaire questionnaire = settings.Find(inquiry.Questionnaire);
        Check(questionnaire, inquiry);
        Dictionary<string, CreditEvidenceRecord> before = await BeforeAsync(session, questionnaire, inquiry, cancellationToken).ConfigureAwait(false);
        List<CreditEvidenceRecord> recorded = [];
        foreach (CreditQuestion question in questionnaire.Questions)
        {
            string key = KeyOf(inquiry, question);
            if (!inquiry.Answers.TryGetValue(question.Code, out string? answer))
            {
                continue;
            }

            var evidence = new CreditEvidence
            {
                Indicator = question.Indicator,
                Value = Value(questionnaire, question, answer),
                Date = inquiry.Date,
                Source = questionnaire.Source,
                Reliability = inquiry.Reliability ?? questionnaire.Reliability,
                Investigation = question.Investigation,
                Investigator = inquiry.Investigator,
                Document = inquiry.Document,
            };
            if (before.Remove(key, out CreditEvidenceRecord? old))
            {
                CreditEvidenceRecord changed = old with { Evidence = evidence };
                changed.Check();
                session.Update(changed);
                recorded.Add(changed);
            }
            else
            {
                CreditEvidenceRecord added = CreditEvidenceRecord.Of(inquiry.Customer, evidence) with { Key = key };
                session.Add(added);
                recorded.Add(added);
            }
        }

        foreach (CreditEvidenceRecord withdrawn in before.Values)
        {
            session.Remove(withdrawn);
        }

        return recorded;
    }

    private static void Check(CreditQuestionnaire questionnaire, CreditInquiry inquiry)
    {
        That(!string.IsNullOrWhiteSpace(inquiry.Investigator), "nobody asked; name the investigator");
        That(inquiry.Answers.Count > 0, "nothing is answered; give one answer at least");
        string? strange = inquiry.Answers.Keys.FirstOrDefault(code => questionnaire.Questions.All(question => question.Code != code));
        That(strange is null, $"there is no question '{strange}'; there are {string.Join(", ", questionnaire.Questions.Select(static question => question.Code))}");

        void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(CreditErrorCodes.BadInquiry, $"Questionnaire '{questionnaire.Name}' about customer {inquiry.Customer}: {rule}.");
            }
        }
    }

    private static double Value(CreditQuestionnaire questionnaire, CreditQuestion question, string answer) => question.ValueOf(answer)
        ?? throw new CrmException(
            CreditErrorCodes.BadInquiry,
            $"Questionnaire '{questionnaire.Name}', question '{question.Code}': '{answer}' is no answer; give {(question.Answers.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"a number from {question.Min} to {question.Max}") : string.Join(", ", question.Answers.Select(static one => one.Code)))}.");

    private static async Task<Dictionary<string, CreditEvidenceRecord>> BeforeAsync(ICrmSession session, CreditQuestionnaire questionnaire, CreditInquiry inquiry, CancellationToken cancellationToken)
    {
        FieldValue[] keys = [.. questionnaire.Questions.Select(question => FieldValue.Of(KeyOf(inquiry, question)))];
        CrmPage<CreditEvidenceRecord> page = await session.QueryAsync(
            new CrmQuery<CreditEvidenceRecord> { Where = Condition.IsIn(CreditEvidenceModel.Key, keys), Limit = CreditQuestionnaire.MaxQuestions }, cancellationToken).ConfigureAwait(false);
        return page.Items.ToDictionary(static record => record.Key!, StringComparer.Ordinal);
    }

    /// <summary>The key of the evidence: of one form and length, whatever the names in it.</summary>
    private static string KeyOf(CreditInquiry inquiry, CreditQuestion question)
    {
        string said = string.Join('\n', inquiry.Customer, inquiry.Questionnaire, inquiry.Investigator, LocalDatePattern.Iso.Format(inquiry.Date), question.Code);
        return $"inquiry-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, KeyBytes))}";
    }
}
