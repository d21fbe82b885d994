using Crm.Sdk.Credit;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Tests.Credit;

/// <summary>Random customers for the laws of CR-2: any mix of evidence on the indicators and vetoes of the built-in model.</summary>
internal static class CreditCases
{
    public static readonly LocalDate Day = new(2026, 6, 30);

    private static readonly CreditModel Model = CreditModels.SixC;

    public static CreditIndicator[] Indicators { get; } = [.. Model.Criteria.SelectMany(static criterion => criterion.Indicators)];

    public static Gen<CreditIndicator> Indicator { get; } = Gen.Elements(Indicators);

    /// <summary>Evidence on one indicator: values within its curve and beyond, of today or long ago, trusted or not.</summary>
    public static Gen<CreditEvidence> EvidenceOn(CreditIndicator indicator)
    {
        double first = indicator.Curve.Points[0].Value, last = indicator.Curve.Points[^1].Value, width = Math.Max(1, last - first);
        return from share in Gen.Choose(-200, 1_200)
               from age in Gen.Frequency((3, Gen.Choose(0, 900)), (1, Gen.Constant(0)))
               from reliability in Gen.Frequency((4, Gen.Choose(0, 100)), (1, Gen.Constant(100)))
               from source in Gen.Elements(CreditSources.Bank, CreditSources.Agency, CreditSources.Sales)
               select new CreditEvidence
               {
                   Indicator = indicator.Code, Value = first + (width * share / 1_000.0), Date = Day.PlusDays(-age), Source = source, Reliability = reliability / 100.0,
               };
    }

    public static Gen<CreditEvidence> Evidence { get; } = Indicator.SelectMany(EvidenceOn);

    public static Gen<CreditInformation> Information { get; } =
        from evidence in Gen.Choose(0, 25).SelectMany(static count => Evidence.ArrayOf(count))
        select Of([.. evidence]);

    /// <summary>What is known, and one more piece of evidence on an indicator.</summary>
    public static Gen<(CreditInformation Information, CreditIndicator Indicator, CreditEvidence Evidence)> OneMore { get; } =
        from information in Information
        from indicator in Indicator
        from evidence in EvidenceOn(indicator)
        select (information, indicator, evidence);

    public static CreditInformation Of(params CreditEvidence[] evidence) => new() { Customer = "acme", Currency = Currency.Parse("CNY"), Evidence = ValueList.Create<CreditEvidence>(evidence) };

    public static CreditInformation With(this CreditInformation information, params CreditEvidence[] more) =>
        information with { Evidence = ValueList.Create<CreditEvidence>([.. information.Evidence, .. more]) };

    public static CreditAssessment Assess(CreditInformation information) => new CreditAssessor(Model).Assess(information, Day);

    public static double ScoreOf(CreditInformation information, string indicator) =>
        Assess(information).Criteria.SelectMany(static criterion => criterion.Indicators).Single(score => score.Indicator == indicator).Score;
}
