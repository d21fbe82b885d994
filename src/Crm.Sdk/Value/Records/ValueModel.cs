using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>How fits and predictions are stored: the fields that conditions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ValueModel
{
    /// <summary>The model's name, of fits and of predictions.</summary>
    public static FieldId Model { get; } = "model";

    /// <summary>Of whom a prediction is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>P(alive) in millionths.</summary>
    public static FieldId Alive { get; } = "alive";

    /// <summary>The predicted value in minor units of the currency.</summary>
    public static FieldId Value { get; } = "value";

    /// <summary>The kind <c>value-model-fit</c>.</summary>
    public static KindModel Fit { get; } = BuildFit();

    /// <summary>The kind <c>value-prediction</c>.</summary>
    public static KindModel Prediction { get; } = BuildPrediction();

    private static KindModel BuildFit()
    {
        var kind = new KindBuilder<ValueModelFit>("value-model-fit", static f => f.Id);
        kind.AppendOnly();
        FieldHandle<string?> model = kind.Text(Model, static f => f.Model, indexed: true, maxLength: 64);
        FieldHandle<long?> modelVersion = kind.Int("model-version", static f => f.Version);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static f => f.AsOf);
        FieldHandle<string?> zone = kind.Text("zone", static f => f.Zone, maxLength: 64);
        FieldHandle<long?> unit = kind.Int("unit", static f => (long)f.Unit);
        FieldHandle<string?> currency = kind.Text("currency", static f => f.Currency, maxLength: 3);
        FieldHandle<Instant?> fittedAt = kind.Instant("fitted-at", static f => f.FittedAt);
        FieldHandle<long?> customers = kind.Int("customers", static f => f.Customers);
        FieldHandle<long?> rows = kind.Int("rows", static f => f.Rows);
        FieldHandle<long?> iterations = kind.Int("iterations", static f => f.Iterations);
        FieldHandle<bool?> converged = kind.Bool("converged", static f => f.Converged);
        FieldHandle<FitPayload?> result = kind.Json(
            "result",
            static f => new FitPayload(f.Parameters.Items, f.LogLikelihood, [.. f.Warnings.Select(static w => new FitPayload.Warning(w.Code, w.Figures.Items))]),
            ValueJson.Default.FitPayload);
        return kind.ComposedBy(row =>
        {
            FitPayload payload = row.Need(result);
            return new ValueModelFit
            {
                Id = row.Id,
                Model = row.Need(model),
                Version = (int)row.Need(modelVersion),
                AsOf = row.Need(asOf),
                Zone = row.Need(zone),
                Unit = (TimeUnit)row.Need(unit),
                Currency = row.Need(currency),
                FittedAt = row.Need(fittedAt),
                Parameters = payload.Parameters.ToValueList(),
                LogLikelihood = payload.LogLikelihood,
                Customers = row.Need(customers),
                Rows = row.Need(rows),
                Iterations = row.Need(iterations),
                Converged = row.Need(converged),
                Warnings = payload.Warnings.Select(static w => new FitWarning(w.Code, w.Figures.ToValueList())).ToValueList(),
            };
        });
    }

    private static KindModel BuildPrediction()
    {
        var kind = new KindBuilder<ValuePrediction>("value-prediction", static p => p.Id);
        kind.About(static p => p.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static p => p.Customer, indexed: true);
        FieldHandle<string?> model = kind.Text(Model, static p => p.Model, maxLength: 64);
        FieldHandle<long?> modelVersion = kind.Int("model-version", static p => p.Version);
        FieldHandle<RecordId?> fit = kind.Id("fit", static p => p.Fit);
        FieldHandle<RecordId?> spendFit = kind.Id("spend-fit", static p => p.SpendFit);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static p => p.AsOf);
        FieldHandle<Instant?> predictedAt = kind.Instant("predicted-at", static p => p.PredictedAt);
        FieldHandle<long?> horizon = kind.Int("horizon", static p => p.HorizonMillionths);
        FieldHandle<long?> discount = kind.Int("discount", static p => p.DiscountMillionths);
        FieldHandle<long?> alive = kind.Int(Alive, static p => p.AliveMillionths);
        FieldHandle<long?> purchases = kind.Int("purchases", static p => p.PurchasesMillionths);
        var spend = new MoneyFields<ValuePrediction>(kind, "spend", "spend-currency", static p => p.Spend);
        var value = new MoneyFields<ValuePrediction>(kind, Value, "value-currency", static p => p.Value);
        return kind.ComposedBy(row => new ValuePrediction
        {
            Id = row.Id,
            Customer = (CustomerId)row.Need(customer),
            Model = row.Need(model),
            Version = row.Need(modelVersion),
            Fit = row.Need(fit),
            SpendFit = row.Get(spendFit),
            AsOf = row.Need(asOf),
            PredictedAt = row.Need(predictedAt),
            HorizonMillionths = row.Need(horizon),
            DiscountMillionths = row.Need(discount),
            AliveMillionths = row.Need(alive),
            PurchasesMillionths = row.Need(purchases),
            Spend = spend.Read(row),
            Value = value.Read(row),
        });
    }
}
