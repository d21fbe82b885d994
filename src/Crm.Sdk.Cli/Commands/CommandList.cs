using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary>All commands, in the order in which help lists them.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All(CommandFrame frame) =>
    [
        new ImportCommand().Make(frame),
        new ExportCommand().Make(frame),
        CustomerCommand.Make(frame),
        new DedupeCommand().Make(frame),
        TaskCommand.Make(frame),
        ArchiveCommand.Make(frame),
        new ClassifyCommand().Make(frame),
        new LabelsCommand().Make(frame),
        new WhatIfCommand().Make(frame),
        PolicyCommands.Make(frame),
        new ExplainCommand().Make(frame),
        new RfmCommand().Make(frame),
        CreditCommand.Make(frame),
        LoyaltyCommand.Make(frame),
        SegmentCommand.Make(frame),
        new TransactionsCommand().Make(frame),
        new ClusterCommand().Make(frame),
        ValueCommand.Make(frame),
        LifecycleCommand.Make(frame),
        new ChurnCommand().Make(frame),
        RecommendCommand.Make(frame),
        CareCommand.Make(frame),
        PrivacyCommand.Make(frame),
        new OutboxCommand().Make(frame),
        RunCommand.Make(frame),
        ScheduleCommand.Make(frame),
        SurveyCommand.Make(frame),
        CampaignCommand.Make(frame),
        new ReportCommand().Make(frame),
        new StatusCommand().Make(frame),
        new DbCommand().Make(frame),
        PluginCommand.Make(frame),
        new BenchCommand().Make(frame),
    ];
}
