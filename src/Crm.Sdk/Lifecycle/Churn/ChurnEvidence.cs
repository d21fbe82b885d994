using Crm.Sdk.Loyalty;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Adds to a batch what contacts and answers tell of churn.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ChurnEvidence(ICrmStore store, QueryRunner queries, ChurnPolicy policy)
{
    private static readonly FieldId[] Fields = [InteractionModel.Customer, InteractionModel.At, InteractionModel.Type];
    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Instant, FieldType.Text];

    private readonly EvidenceMeasureSource _answers = new(queries);

    public async Task AddAsync(CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> customers, ChurnFacts[] facts, CancellationToken cancellationToken)
    {
        HashSet<LocalDate>?[] complaints = await ComplaintsAsync(scope, asOf, customers, cancellationToken).ConfigureAwait(false);
        var request = new LoyaltyMeasureRequest(scope, asOf, customers);
        await _answers.MeasureAsync(request, cancellationToken).ConfigureAwait(false);
        LocalDate from = asOf.Date.PlusDays(-policy.SatisfactionDays);
        for (int place = 0; place < facts.Length; place++)
        {
            LoyaltyFinding[] answers = [.. request.Of(place).Where(finding => finding.Indicator == LoyaltyIndicators.Satisfaction && finding.Date > from)];
            LocalDate? last = answers.Length == 0 ? null : answers.Max(static finding => finding.Date);
            facts[place] = facts[place] with
            {
                Complaints = complaints[place]?.Count,
                SatisfactionOn = last,
                Satisfaction = last is null ? null : answers.Where(finding => finding.Date == last).Select(static finding => finding.Value).Order().Average(),
            };
        }
    }

    /// <summary>The days with a complaint; null where there is no contact at all.</summary>
    private async Task<HashSet<LocalDate>?[]> ComplaintsAsync(CrmScope scope, AsOf asOf, ValueList<LoyaltySubject> customers, CancellationToken cancellationToken)
    {
        MemberPlaces places = MemberPlaces.Of(customers);
        LocalDate from = asOf.Date.PlusDays(-policy.ComplaintDays);
        var days = new HashSet<LocalDate>?[customers.Count];
        Condition where = Condition.All(Condition.IsIn(InteractionModel.Customer, places.Ids), Condition.Is(InteractionModel.At, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant)));
        await ColumnScan.RunAsync(
            store,
            new StoreQuery(scope.Tenant, InteractionModel.Kind.Kind) { Where = where },
            InteractionModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    HashSet<LocalDate> known = days[places[new CustomerId(batch.Ids(0)[row])]] ??= [];
                    if (batch.Texts(2)[row] == InteractionTypes.Complaint && asOf.DateOf(Instant.FromUnixTimeTicks(batch.Numbers(1)[row] * 10)) is var day && day > from)
                    {
                        known.Add(day);
                    }
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return days;
    }
}
