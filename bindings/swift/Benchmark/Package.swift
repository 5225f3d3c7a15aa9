// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "benchmark",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "mingpian", path: "../../..")],
    targets: [
        .executableTarget(
            name: "benchmark",
            dependencies: [.product(name: "Mingpian", package: "mingpian")],
            path: "Sources/Benchmark")
    ],
    swiftLanguageModes: [.v6]
)
