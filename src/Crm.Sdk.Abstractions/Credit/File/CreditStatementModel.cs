using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How financial statements in credit files are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditStatementModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Whose.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The day on which the year or period ended.</summary>
    public static FieldId Date { get; } = "date";

    /// <summary>The kind <c>credit-statement</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditStatementRecord>("credit-statement", static s => s.Id);
        kind.About(static s => s.Customer);
        FieldHandle<string?> key = kind.Text(Key, static s => s.Key, maxLength: CreditStatementRecord.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static s => s.Customer, indexed: true);
        FieldHandle<LocalDate?> date = kind.Date(Date, static s => s.Statement.Date);
        FieldHandle<string?> currency = kind.Text("currency", static s => s.Statement.Currency.Code, maxLength: 3);
        FieldHandle<string?> reliability = kind.Number("reliability", static s => s.Statement.Reliability);
        FieldHandle<string?> document = kind.Text("document", static s => s.Statement.Document, personal: true, maxLength: CreditEvidence.MaxDocumentLength);
        FieldHandle<string?> currentAssets = kind.Figure("current-assets", static s => s.Statement.CurrentAssets);
        FieldHandle<string?> inventory = kind.Figure("inventory", static s => s.Statement.Inventory);
        FieldHandle<string?> currentLiabilities = kind.Figure("current-liabilities", static s => s.Statement.CurrentLiabilities);
        FieldHandle<string?> totalAssets = kind.Figure("total-assets", static s => s.Statement.TotalAssets);
        FieldHandle<string?> totalLiabilities = kind.Figure("total-liabilities", static s => s.Statement.TotalLiabilities);
        FieldHandle<string?> retainedEarnings = kind.Figure("retained-earnings", static s => s.Statement.RetainedEarnings);
        FieldHandle<string?> ebit = kind.Figure("ebit", static s => s.Statement.Ebit);
        FieldHandle<string?> interest = kind.Figure("interest", static s => s.Statement.Interest);
        FieldHandle<string?> sales = kind.Figure("sales", static s => s.Statement.Sales);
        FieldHandle<string?> equity = kind.Figure("equity", static s => s.Statement.Equity);
        FieldHandle<string?> marketValueOfEquity = kind.Figure("market-value-of-equity", static s => s.Statement.MarketValueOfEquity);
        var origin = new OriginFields<CreditStatementRecord>(kind, static s => s.Origin);
        kind.StampedBy(static (s, from) => s with { Origin = from }).CheckedBy(static s => s.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new CreditStatementRecord
        {
            Id = (CreditStatementId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Statement = new FinancialStatement
            {
                Date = row.Need(date),
                Currency = Currency.Parse(row.Need(currency)),
                Reliability = row.Number(reliability)!.Value,
                Document = row.Get(document),
                CurrentAssets = row.Figure(currentAssets),
                Inventory = row.Figure(inventory),
                CurrentLiabilities = row.Figure(currentLiabilities),
                TotalAssets = row.Figure(totalAssets),
                TotalLiabilities = row.Figure(totalLiabilities),
                RetainedEarnings = row.Figure(retainedEarnings),
                Ebit = row.Figure(ebit),
                Interest = row.Figure(interest),
                Sales = row.Figure(sales),
                Equity = row.Figure(equity),
                MarketValueOfEquity = row.Figure(marketValueOfEquity),
            },
            Origin = origin.Read(row),
        });
    }
}
