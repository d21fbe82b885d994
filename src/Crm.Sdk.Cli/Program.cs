using Crm.Sdk.Cli.CommandLine;

return await CrmTool.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
