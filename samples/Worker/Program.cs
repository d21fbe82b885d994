using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Worker;

// Settings lie in appsettings.json beside the program; an argument or an environment variable stands above them: --Worker:Folder=/data, Crm__Schedules__care__At__0=09:00.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
string folder = Path.GetFullPath(builder.Configuration["Worker:Folder"] ?? "worker-data", AppContext.BaseDirectory);
Directory.CreateDirectory(folder);

builder.Services.AddCrm(crm => crm
    .UseSqlite($"Data Source={Path.Combine(folder, "crm.db")}")
    .AddRetailRules()
    .AddLocalChannels(Path.Combine(folder, "messages.jsonl"))
    .RunSchedules() // Crm:Schedules says what runs when
    .DispatchOutbox()); // what care plans put into the outbox is delivered as it falls due
builder.Services.AddHostedService<Beginnings>();

await builder.Build().RunAsync(); // until Ctrl-C or SIGTERM
