using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Findings from the evidence on file: answers in surveys, interviews, what staff observed.</summary>
/// <remarks>Of each indicator and source the newest answers of a customer count, 20 at most. Thread-safe.</remarks>
internal sealed class EvidenceMeasureSource(QueryRunner queries) : ILoyaltyMeasureSource
{
    private const int PageSize = 1_000;
    private const int MostAnswers = 20;

    public string Name => "crm.evidence";

    public async ValueTask MeasureAsync(LoyaltyMeasureRequest request, CancellationToken cancellationToken)
    {
        MemberPlaces places = MemberPlaces.Of(request.Customers);
        var newest = new Dictionary<(int Place, string Indicator, string Source), PriorityQueue<LoyaltyFinding, (NodaTime.LocalDate, LoyaltyEvidenceId)>>();
        var query = new StoreQuery(request.Scope.Tenant, LoyaltyEvidenceModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.IsIn(LoyaltyEvidenceModel.Customer, places.Ids), Condition.Is(LoyaltyEvidenceModel.Date, Comparison.LessOrEqual, FieldValue.Of(request.AsOf.Date))),
            Limit = PageSize,
        };
        await foreach (LoyaltyEvidence evidence in queries.AllAsync<LoyaltyEvidence>(query, cancellationToken).ConfigureAwait(false))
        {
            (int, string, string) key = (places[evidence.Customer], evidence.Indicator, evidence.Source);
            if (!newest.TryGetValue(key, out PriorityQueue<LoyaltyFinding, (NodaTime.LocalDate, LoyaltyEvidenceId)>? answers))
            {
                newest.Add(key, answers = new());
            }

            answers.Enqueue(new LoyaltyFinding(evidence.Indicator, evidence.Value, evidence.Date, evidence.Source), (evidence.Date, evidence.Id));
            if (answers.Count > MostAnswers)
            {
                answers.Dequeue(); // the oldest
            }
        }

        foreach (((int place, _, _), PriorityQueue<LoyaltyFinding, (NodaTime.LocalDate, LoyaltyEvidenceId)> answers) in newest)
        {
            foreach ((LoyaltyFinding finding, _) in answers.UnorderedItems)
            {
                request.Report(place, finding);
            }
        }
    }
}
