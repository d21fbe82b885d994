using System.Runtime.CompilerServices;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>Predictions of all customers, chunk by chunk: computed once for customers who are alike, and kept before they are handed on.</summary>
internal sealed class PredictionRun(ICrmStore store, IClock clock, CrmScope scope, PurchaseTable table, ValueModelFit fit, ValueModelFit? spendFit, ValuePredictionRequest request)
{
    private const int ChunkSize = 500;
    private const int MostAttempts = 10;
    private const int MostRemembered = 200_000;
    private const double Million = 1_000_000;

    private readonly IPurchaseModel _model = fit.ToPurchaseModel();
    private readonly GammaGammaModel? _spend = spendFit?.ToSpendModel();
    private readonly Currency _currency = table.Currency;
    private readonly Dictionary<(int, int, int), (double Alive, double Purchases, double Discounted)> _known = [];

    public async IAsyncEnumerable<CustomerPrediction> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int from = 0; from < table.Count; from += ChunkSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CustomerPrediction[] chunk = [.. Enumerable.Range(from, Math.Min(ChunkSize, table.Count - from)).Select(Predict)];
            if (request.Keep)
            {
                await KeepAsync(chunk, cancellationToken).ConfigureAwait(false);
            }

            foreach (CustomerPrediction prediction in chunk)
            {
                yield return prediction;
            }
        }
    }

    private CustomerPrediction Predict(int index)
    {
        RepeatPurchases customer = table.At(index, fit.Unit);
        (int, int, int) days = table.DaysAt(index);
        if (!_known.TryGetValue(days, out (double Alive, double Purchases, double Discounted) known))
        {
            double month = fit.Unit.PerMonth();
            known = (
                _model.ProbabilityAlive(customer),
                _model.ExpectedPurchases(customer, request.Horizon),
                ValueForecast.DiscountedExpectedPurchases(_model, customer, request.Horizon, month, StableMath.ExpM1(fit.Unit.ContinuousDiscount(request.YearlyDiscount) * month)));
            if (_known.Count < MostRemembered)
            {
                _known.Add(days, known);
            }
        }

        double? spend = _spend?.ExpectedSpend(customer);
        return new CustomerPrediction(table.CustomerAt(index), customer, known.Alive, known.Purchases, spend, spend * known.Discounted);
    }

    private async Task KeepAsync(CustomerPrediction[] chunk, CancellationToken cancellationToken)
    {
        RecordKind kind = ValueModel.Prediction.Kind;
        Instant now = clock.GetCurrentInstant().FloorToMicrosecond();
        ValuePrediction[] records = [.. chunk.Select(prediction => Record(prediction, now))];
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<StoredRecord?> before = await store.FindAsync(scope.Tenant, kind, [.. records.Select(static record => record.Id)], cancellationToken).ConfigureAwait(false);
            RecordWrite[] writes = [.. records.Select((record, i) => new RecordWrite(kind, record.Id, before[i]?.Version ?? 0, record))];
            var batch = new CommitBatch(scope.Tenant, RecordId.New().Value, scope.Actor, now, writes);
            if (await store.CommitAsync(batch, cancellationToken).ConfigureAwait(false) is CommitResult.Committed)
            {
                return;
            }

            // Another run wrote the same customers: the later one stands, so their versions are read again.
            if (attempt == MostAttempts)
            {
                throw new CrmException(SessionErrorCodes.Conflict, $"Other runs keep predictions of the same customers by '{fit.Model}' at the same time; wait for them and predict again.");
            }
        }
    }

    private ValuePrediction Record(CustomerPrediction prediction, Instant now) => new()
    {
        Id = ValuePrediction.IdOf(prediction.Customer, fit.Model),
        Customer = prediction.Customer,
        Model = fit.Model,
        Version = fit.Version,
        Fit = fit.Id,
        SpendFit = spendFit?.Id,
        AsOf = request.Until.Instant,
        PredictedAt = now,
        HorizonMillionths = Millionths(request.Horizon * fit.Unit.Days()),
        DiscountMillionths = Millionths(request.YearlyDiscount),
        AliveMillionths = Millionths(prediction.ProbabilityAlive),
        PurchasesMillionths = Millionths(prediction.ExpectedPurchases),
        Spend = MoneyOf(prediction.ExpectedSpend),
        Value = MoneyOf(prediction.Value),
    };

    private Money? MoneyOf(double? amount) => amount is { } known && Math.Abs(known) < 1e15 ? Money.Round((decimal)known, _currency) : null;

    private static long Millionths(double value) => (long)Math.Round(Math.Min(value * Million, long.MaxValue / 2));
}
