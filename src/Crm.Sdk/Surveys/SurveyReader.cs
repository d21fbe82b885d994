using Crm.Sdk.Loyalty;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>Reports what was answered to surveys: scores with their confidence, trends, response rates (SV-3).</summary>
/// <remarks>Streams over the answers and keeps sums only. A thread-safe singleton.</remarks>
public sealed class SurveyReader
{
    private const int MaxCells = 100_000;
    private const int PageSize = 1_000;

    private readonly QueryRunner _queries;

    /// <summary>Makes the reader.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">Its model.</param>
    public SurveyReader(ICrmStore store, ModelCatalogue model) => _queries = new QueryRunner(store, model);

    /// <summary>Reports on a survey.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6715: there would be more than 100,000 lines; ask for longer stretches or for no groups.</exception>
    public async Task<SurveyReport> ReportAsync(CrmScope scope, SurveyReportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        var answers = new SortedDictionary<(string Question, string Scale, string Group, LocalDate Since), SurveySums>(Comparer);
        await foreach (SurveyAnswer answer in _queries.AllAsync<SurveyAnswer>(Query(scope, SurveyAnswerModel.Kind, SurveyAnswerModel.Survey, SurveyAnswerModel.At, request), cancellationToken).ConfigureAwait(false))
        {
            if (answer is { Scale: { } scale, Answer: { } value })
            {
                Cell(answers, (answer.Question, scale, GroupOf(answer.Subject, request.By), Since(answer.At, request))).Add(AnswerScales.Named(scale), value);
            }
        }

        var rates = new SortedDictionary<(string Question, string Scale, string Group, LocalDate Since), SurveySums>(Comparer);
        await foreach (SurveyRequest asked in _queries.AllAsync<SurveyRequest>(Query(scope, SurveyRequestModel.Kind, SurveyRequestModel.Survey, SurveyRequestModel.AskedAt, request), cancellationToken).ConfigureAwait(false))
        {
            Cell(rates, (string.Empty, string.Empty, GroupOf(asked.Subject, request.By), Since(asked.AskedAt, request))).Count(asked.AnsweredAt <= request.AsOf.Instant);
        }

        return new SurveyReport(
            request.Survey,
            answers.Select(cell => new SurveyFigures(cell.Key.Question, cell.Key.Scale, Named(cell.Key.Group), Dated(cell.Key.Since), cell.Value.Answers) { Mean = cell.Value.Mean, Score = cell.Value.Score(cell.Key.Scale)! }).ToValueList(),
            rates.Select(static cell => new SurveyRate(Named(cell.Key.Group), Dated(cell.Key.Since), cell.Value.Answers, cell.Value.Plus, Intervals.Share(cell.Value.Plus, cell.Value.Answers)!)).ToValueList());
    }

    private static readonly IComparer<(string Question, string Scale, string Group, LocalDate Since)> Comparer =
        Comparer<(string Question, string Scale, string Group, LocalDate Since)>.Create(static (left, right) =>
            string.CompareOrdinal(left.Question, right.Question) is var question and not 0 ? question
            : string.CompareOrdinal(left.Scale, right.Scale) is var scale and not 0 ? scale
            : string.CompareOrdinal(left.Group, right.Group) is var group and not 0 ? group
            : left.Since.CompareTo(right.Since));

    private static StoreQuery Query(CrmScope scope, KindModel kind, FieldId survey, FieldId at, SurveyReportRequest request)
    {
        List<Condition> all = [Condition.Equal(survey, FieldValue.Of(request.Survey)), Condition.Is(at, Comparison.LessOrEqual, FieldValue.Of(request.AsOf.Instant))];
        if (request.From is { } from)
        {
            all.Add(Condition.Is(at, Comparison.GreaterOrEqual, FieldValue.Of(request.AsOf.Zone.StartOf(from))));
        }

        return new StoreQuery(scope.Tenant, kind.Kind) { Where = Condition.All([.. all]), Limit = PageSize };
    }

    private static SurveySums Cell(
        SortedDictionary<(string Question, string Scale, string Group, LocalDate Since), SurveySums> cells, (string Question, string Scale, string Group, LocalDate Since) key)
    {
        if (!cells.TryGetValue(key, out SurveySums? sums))
        {
            if (cells.Count == MaxCells)
            {
                throw new CrmException(SurveyErrorCodes.BadReport, $"The report would have more than {MaxCells:N0} lines; ask for longer stretches of time, for a later first day, or for no groups.");
            }

            cells.Add(key, sums = new SurveySums());
        }

        return sums;
    }

    private static string GroupOf(SurveySubject subject, SurveyGrouping by) => by switch
    {
        SurveyGrouping.Product => subject.Product,
        SurveyGrouping.Employee => subject.Employee,
        _ => null,
    } ?? string.Empty;

    private static LocalDate Since(Instant at, SurveyReportRequest request)
    {
        LocalDate day = request.AsOf.DateOf(at);
        return request.Period switch
        {
            SurveyPeriod.Day => day,
            SurveyPeriod.Week => day.PlusDays(1 - (int)day.DayOfWeek),
            SurveyPeriod.Month => new LocalDate(day.Year, day.Month, 1),
            SurveyPeriod.Quarter => new LocalDate(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1),
            SurveyPeriod.Year => new LocalDate(day.Year, 1, 1),
            _ => LocalDate.MinIsoValue,
        };
    }

    private static string? Named(string group) => group.Length == 0 ? null : group;

    private static LocalDate? Dated(LocalDate since) => since == LocalDate.MinIsoValue ? null : since;
}
