using Crm.Sdk.Credit;
using Crm.Sdk.Import;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Tests.Credit;

/// <summary>The 1,000 loans of tests/data/german-credit.</summary>
internal static class GermanCredit
{
    public const string Checking = "checking-status", History = "credit-history", Savings = "savings", Duration = "duration";

    public static string[] Columns { get; } =
    [
        Checking, Duration, History, "purpose", "amount", Savings, "employment", "installment-rate", "personal-status", "other-debtors", "residence", "property", "age", "other-plans", "housing",
        "credits", "job", "liable", "telephone", "foreign-worker", "outcome",
    ];

    public static CreditSampleRequest Request { get; } = new() { Outcome = "outcome", BadValue = "2", Format = ImportFormat.Blanks, NoHeader = true, Columns = Columns };

    /// <summary>Every code its own class, as the reference values have it.</summary>
    public static BinningOptions EveryCode { get; } = new() { MinShare = 0, Edges = new Dictionary<string, ValueList<double>>(StringComparer.Ordinal) { [Duration] = [8, 16, 34, 44] } };

    public static async Task<CreditSample> ReadAsync()
    {
        await using FileStream file = File.OpenRead(TestData.Path("german-credit", "german.data"));
        return await CreditSampleReader.ReadAsync(file, Request, CancellationToken.None);
    }
}
