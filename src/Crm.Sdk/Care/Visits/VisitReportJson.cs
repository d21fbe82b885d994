using System.Text.Json;
using Crm.Sdk.Serialization;
using Crm.Sdk.Surveys;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Care;

/// <summary>What came of a visit, or was answered to a survey, as JSON that a form or a person writes; see <c>docs/surveys.md</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public static class VisitReportJson
{
    private const int MaxLength = 200_000;

    /// <summary>Reads a report. One with answers alone is a response to a survey.</summary>
    /// <param name="json">The report.</param>
    /// <param name="now">When it was where the report does not say.</param>
    /// <exception cref="CrmException">CRM6723: it is no JSON or no report; the message says where and what would be right.</exception>
    public static VisitReport Read(string json, Instant now)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw Bad(string.Empty, $"the report has {json.Length:N0} characters; {MaxLength:N0} are allowed.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            DefinitionProperties node = DefinitionProperties.Of(
                document.RootElement, string.Empty, "a report is an object such as {\"channel\":\"phone\",\"replies\":[{\"question\":\"recommend\",\"answer\":9}]}", static (_, pointer, why) => Bad(pointer, why));
            var report = new VisitReport(node.Has("at") ? At(node) : now, node.Text("channel"))
            {
                Replies = node.Has("replies") ? node.Items("replies", "a reply is an object such as {\"question\":\"recommend\",\"answer\":9}").Select(Reply).ToValueList() : [],
                Notes = node.Has("notes") ? node.Text("notes") : null,
                Needs = node.Has("needs") ? node.Texts("needs").ToValueList() : [],
                Complaint = node.Has("complaint") ? node.Text("complaint") : null,
                FollowUps = node.Has("followUps") ? node.Items("followUps", "a task that follows is an object such as {\"title\":\"Send the catalogue\",\"dueOn\":\"2026-01-31\"}").Select(FollowUp).ToValueList() : [],
            };
            node.End([]);
            return report;
        }
        catch (JsonException malformed)
        {
            throw Bad(string.Empty, $"it is no JSON: {malformed.Message}", malformed);
        }
    }

    private static Instant At(DefinitionProperties node) => InstantPattern.ExtendedIso.Parse(node.Text("at")) is { Success: true } at
        ? at.Value
        : throw node.Refuse("at", "it takes an instant such as 2026-01-31T09:30:00Z.");

    private static SurveyReply Reply(DefinitionProperties node)
    {
        var reply = new SurveyReply(node.Text("question"), node.Has("answer") ? (double)node.Number("answer", -1_000_000, 1_000_000) : null, node.Has("text") ? node.Text("text") : null);
        node.End([]);
        return reply;
    }

    private static VisitFollowUp FollowUp(DefinitionProperties node)
    {
        var followUp = new VisitFollowUp(
            node.Text("title"),
            LocalDatePattern.Iso.Parse(node.Text("dueOn")) is { Success: true } day ? day.Value : throw node.Refuse("dueOn", "it takes a day such as 2026-01-31."),
            node.Has("owner") ? node.Text("owner") : null);
        node.End([]);
        return followUp;
    }

    private static CrmException Bad(string pointer, string why, Exception? inner = null) => new(VisitErrorCodes.BadReport, $"Report{(pointer.Length == 0 ? string.Empty : $", at {pointer}")}: {why}", inner);
}
