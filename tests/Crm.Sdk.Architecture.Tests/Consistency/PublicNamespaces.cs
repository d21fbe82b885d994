namespace Crm.Sdk.Architecture.Tests.Consistency;

/// <summary>The namespaces that users may find in their usings. A new one is a decision: list it here.</summary>
internal static class PublicNamespaces
{
    public static IReadOnlySet<string> Listed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Crm.Sdk", // ids, scope, money, time, text, errors
        "Crm.Sdk.Customers",
        "Crm.Sdk.Customers.Duplicates", // match rules, searches, merges
        "Crm.Sdk.Orders",
        "Crm.Sdk.Organization", // employees
        "Crm.Sdk.Products", // products, relations between them, owned items
        "Crm.Sdk.Service", // interactions
        "Crm.Sdk.Scheduling", // schedules, their jobs and occurrences
        "Crm.Sdk.Surveys", // surveys, requests, answers, what they come to
        "Crm.Sdk.Campaigns", // campaigns, their members, what came of them
        "Crm.Sdk.Tasks", // tasks and appointments
        "Crm.Sdk.Billing", // invoices, payments
        "Crm.Sdk.Care", // templates, care plans, occasions
        "Crm.Sdk.Classification", // facts, rules, labels
        "Crm.Sdk.Lifecycle", // stages of customers' lives, churn, reasons of loss, winning back
        "Crm.Sdk.Loyalty", // loyalty measured: evidence, policies, assessments
        "Crm.Sdk.Credit", // assessment models, evidence, grades, limits
        "Crm.Sdk.Segments", // which customers are meant: segments, their members, explanations
        "Crm.Sdk.Transactions", // composition of transactions, frequency, baskets, preferences
        "Crm.Sdk.Value", // value models, fits, predictions, profit of customers
        "Crm.Sdk.Recommendation", // baskets, rules, recommenders, rhythms
        "Crm.Sdk.Clustering", // groups of customers, profiles of segments
        "Crm.Sdk.Labels", // labels given, with their history
        "Crm.Sdk.Notifications", // channels, messages, outbox
        "Crm.Sdk.Sessions", // units of work
        "Crm.Sdk.History", // revisions, past states, audit
        "Crm.Sdk.Timelines", // everything about a customer in one stream
        "Crm.Sdk.Events",
        "Crm.Sdk.Privacy", // envelopes of personal values
        "Crm.Sdk.Storage", // the store contract, the model catalogue, conditions
        "Crm.Sdk.EntityFrameworkCore", // the relational base, for authors of stores and for hosts' own reports
        "Crm.Sdk.Storage.Sqlite", // settings and store
        "Crm.Sdk.Storage.PostgreSql", // settings and store
        "Crm.Sdk.Import", // requests, reports and runs of imports
        "Crm.Sdk.Export", // requests and reports of exports
        "Crm.Sdk.Synthetic", // populations for trials and benchmarks
        "Crm.Sdk.Rules.Retail", // settings and rules of the retail plugin
        "Crm.Sdk.Rules.Scorecard", // settings and the rule of the scorecard plugin
        "Crm.Sdk.Rules.Loyalty", // the rules of the loyalty plugin
        "Crm.Sdk.Rules.Duplicates", // settings of the duplicate rules
        "Crm.Sdk.Channels.Local", // settings and channels of the local plugin
        "Crm.Sdk.Channels.Sms", // settings and channel of text messages
        "Crm.Sdk.Channels.Smtp", // settings and channel of e-mail
        "Crm.Sdk.Channels.Webhook", // settings and channels of webhooks and robots
        "Crm.Sdk.Serialization",
        "Crm.Sdk.Plugins", // manifest, contributions, states
        "Crm.Sdk.Receivables", // what customers owe: ledgers, ageing, dunning
        "Crm.Sdk.Reports", // reports as pages, their charts and figures
        "Crm.Sdk.Hosting", // options of the generic host
        "Crm.Sdk.Testing",
        "Crm.Sdk.Conformance", // laws and fixtures
        "Crm.Sdk.Conformance.Stores", // the model that the store laws run on
        "Crm.Sdk.Conformance.Xunit",
        "Microsoft.Extensions.DependencyInjection", // extension methods of builders, where users look for them
    };
}
