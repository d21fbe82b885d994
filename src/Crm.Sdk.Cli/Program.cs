using System.Text;
using Crm.Sdk.Cli.CommandLine;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false); // JSON is UTF-8 on every system
return await CrmTool.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
