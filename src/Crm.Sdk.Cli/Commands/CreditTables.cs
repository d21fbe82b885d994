using System.Globalization;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary>An assessment as people read it: the grade, the criteria with what moved them, what is missing, what would raise it, the terms.</summary>
internal static class CreditTables
{
    public static void Write(IAnsiConsole people, CreditAssessment assessment, CreditTerms terms, AssessmentDesk desk)
    {
        CultureInfo culture = desk.Culture;
        Table head = Table($"{assessment.Customer}: {assessment.Grade}").HideHeaders().AddColumn("name").AddColumn("value");
        Line(head, desk.Title("score"), string.Create(culture, $"{assessment.Score:0.0}"));
        Line(head, desk.Title("evidence"), string.Create(culture, $"{assessment.Confidence:P0}"));
        Line(head, desk.Title("limit"), terms.Limit is { } limit ? $"{CellText.People(limit)} ({LimitFormulas.List.TitleOf(terms.Binding!, culture)})" : desk.Title("unknown"));
        Line(head, desk.Title("term"), terms.TermDays.ToString(culture));
        Line(head, desk.Title("valid-until"), $"{assessment.ValidUntil:uuuu-MM-dd}");
        foreach (Classification.Reason reason in assessment.Limits)
        {
            Line(head, desk.Title("limited-by"), desk.Text(reason));
        }

        foreach (CreditGap gap in assessment.Information.Gaps)
        {
            Line(head, desk.Title("gap"), $"{gap.Source} ({gap.Detail})");
        }

        people.Write(head);
        people.Write(Criteria(assessment, desk, culture));
        if (!assessment.ToRaise.IsEmpty)
        {
            people.Write(Raises(assessment, desk, culture));
        }
    }

    private static Table Criteria(CreditAssessment assessment, AssessmentDesk desk, CultureInfo culture)
    {
        Table table = Table(desk.Title("criteria"))
            .AddColumn(desk.Title("criterion"))
            .AddColumn(new TableColumn(desk.Title("weight")).RightAligned())
            .AddColumn(new TableColumn(desk.Title("score")).RightAligned())
            .AddColumn(desk.Title("reasons"));
        foreach (CriterionScore criterion in assessment.Criteria)
        {
            IEnumerable<string> missing = assessment.Missing.Where(item => item.Criterion == criterion.Criterion).Select(item => $"{desk.Indicator(item.Indicator)}: {desk.Text(item.Reason)}");
            table.AddRow(
                Cell(CreditCriteria.List.TitleOf(criterion.Criterion, culture)),
                Cell(string.Create(culture, $"{criterion.Weight:P0}")),
                Cell(string.Create(culture, $"{criterion.Score:0.0}")),
                Cell(string.Join('\n', criterion.Reasons.Where(_ => criterion.Confidence > 0).Select(desk.Text).Concat(missing))));
        }

        return table;
    }

    private static Table Raises(CreditAssessment assessment, AssessmentDesk desk, CultureInfo culture)
    {
        Table table = Table(desk.Title("raises")).AddColumn(desk.Title("grade")).AddColumn(desk.Title("needed"));
        foreach (GradeRaise way in assessment.ToRaise)
        {
            table.AddRow(
                Cell(string.Create(culture, $"{way.Grade} ({way.Score:0.0})")),
                Cell(string.Join(
                    '\n',
                    way.Steps.Select(step => string.Create(culture, $"{desk.Indicator(step.Indicator)} {(step.Direction == IndicatorDirection.HigherIsBetter ? '≥' : '≤')} {step.Value:0.####}")))));
        }

        return table;
    }

    private static Table Table(string title) => new Table().Border(TableBorder.Rounded).Title(Cell(title)).LeftAligned();

    private static void Line(Table table, string name, string value) => table.AddRow(Cell(name), Cell(value));

    private static string Cell(string text) => Markup.Escape(string.Join('\n', text.Split('\n').Select(ConsoleText.Plain)));
}
