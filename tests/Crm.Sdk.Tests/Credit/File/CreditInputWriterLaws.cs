using System.Text;
using Crm.Sdk.Credit;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class CreditInputWriterLaws
{
    [Fact]
    public void CR_7_What_an_assessment_is_made_of_reads_back_as_it_was() => Law.Holds(
        from information in CreditCases.Information
        from figures in Gen.Choose(-1_000_000, 1_000_000).Select(static n => n % 3 == 0 ? (decimal?)null : (decimal)n / 100).ArrayOf(11)
        from amounts in Gen.Choose(0, 1_000_000).Select(static n => n % 3 == 0 ? (Money?)null : Money.OfMinor(n, Currency.Cny)).ArrayOf(5)
        select new CreditInput(
            information with
            {
                RequestedLimit = amounts[0],
                AnnualPurchases = amounts[1],
                PeerLimit = amounts[2],
                InsuredAmount = amounts[3],
                Collateral = amounts[4] is { } value ? [new CreditCollateral("property", value)] : [],
                Indicators = amounts[1] is null ? [] : [new AddedIndicator(CreditCriteria.Character, new CreditIndicator("acme.press", 0.25, new ScoreCurve(IndicatorDirection.LowerIsBetter, new CurvePoint(-1.5, 100), new CurvePoint(2, 30)), 40, amounts[2] is null ? null : 90))],
                Gaps = amounts[2] is null ? [] : [new CreditGap("acme.bureau", "503 \"busy\"", ["days-late", "listed-defaulter"])],
                SecuredOn = amounts[0] is null ? null : CreditCases.Day,
                Statements =
                [
                    new FinancialStatement
                    {
                        Date = CreditCases.Day, Currency = Currency.Usd, Reliability = 0.7, Document = "财报 \"2025\"", CurrentAssets = figures[0], Inventory = figures[1], CurrentLiabilities = figures[2], TotalAssets = figures[3],
                        TotalLiabilities = figures[4], RetainedEarnings = figures[5], Ebit = figures[6], Interest = figures[7], Sales = figures[8], Equity = figures[9], MarketValueOfEquity = figures[10],
                    },
                ],
            },
            new LocalDate(2026, 6, 30)),
        static input =>
        {
            // Equity that was computed comes back as given, which is the same figure.
            string written = CreditInputWriter.Write(input);
            CreditInput read = CreditInputReader.Read(Encoding.UTF8.GetBytes(written));
            return CreditInputWriter.Write(read) == written
                && read with { Information = read.Information with { Statements = [] } } == input with { Information = input.Information with { Statements = [] } }
                && CreditCases.Assess(read.Information).Score.Equals(CreditCases.Assess(input.Information).Score);
        });
}
