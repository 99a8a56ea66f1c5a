// What `dotnet new web` makes, which says where it listens: ./bench holds the product's start and memory against it.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Hello World!");
await app.StartAsync();
Console.WriteLine(app.Urls.First());
await app.WaitForShutdownAsync();
